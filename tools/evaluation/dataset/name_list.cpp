#include "tools/evaluation/dataset/name_list.h"

#include <algorithm>

#include "embedded/filtered_train_txt.h"
#include "embedded/filtered_valid_txt.h"
#include "tools/common/text_file.h"

namespace airmark::tools {

std::vector<std::string> listed_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (last != std::string_view::npos) names.emplace_back(line.substr(0, last + 1));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

Result<std::vector<std::string>> read_name_list(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return text.error();
  std::vector<std::string> names = listed_names(text.value());
  if (names.empty())
    return Error{ErrorKind::BadData, path.string() + " names no clips; each line needs one"};
  return names;
}

std::vector<std::string> filtered_train_names() {
  return listed_names(embedded::filtered_train_txt());
}

std::vector<std::string> filtered_valid_names() {
  return listed_names(embedded::filtered_valid_txt());
}

}  // namespace airmark::tools
