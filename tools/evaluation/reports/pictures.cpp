#include "tools/evaluation/reports/pictures.h"

#include <algorithm>
#include <system_error>

#include "tools/common/text_file.h"

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> svg_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code absent;
  for (fs::directory_iterator entry(folder, absent), end; !absent && entry != end;
       entry.increment(absent))
    if (entry->path().extension() == ".svg") files.push_back(entry->path());
  std::ranges::sort(files);
  return files;
}

Result<SvgPicture> read_picture(const fs::path& path) {
  const auto text = read_text_file(path);
  if (!text) return text.error();
  if (text.value().find("<svg") == std::string::npos)
    return Error{ErrorKind::BadData, path.string() + " is no SVG picture; move it elsewhere"};
  return SvgPicture{path.stem().string(), text.value()};
}

}  // namespace

Result<std::vector<SvgPicture>> read_pictures(const fs::path& folder) {
  std::vector<SvgPicture> pictures;
  for (const char* place : {"visualizations", "confusion_matrices"})
    for (const fs::path& path : svg_files(folder / place)) {
      auto picture = read_picture(path);
      if (!picture) return picture.error();
      pictures.push_back(std::move(picture).value());
    }
  return pictures;
}

}  // namespace airmark::tools
