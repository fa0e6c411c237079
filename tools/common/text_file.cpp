#include "tools/common/text_file.h"

#include <fstream>
#include <iterator>

namespace airmark::tools {
namespace {

std::filesystem::path draft_of(const std::filesystem::path& path) { return path.string() + ".new"; }

Error cannot_create(const std::filesystem::path& path) {
  return {ErrorKind::CannotCreate,
          "cannot create " + path.string() + "; check that its folder exists and is yours"};
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return Error{ErrorKind::NotFound, "there is no file " + path.string()};
  if (std::filesystem::is_directory(path, ignored))
    return Error{ErrorKind::BadData, path.string() + " is a folder where a file belongs"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return Error{ErrorKind::Refused, "cannot open " + path.string() + "; check its permissions"};
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad())
    return Error{ErrorKind::InputOutput, "cannot read " + path.string() + " to its end"};
  return text;
}

Result<Done> write_text_file(const std::filesystem::path& path, std::string_view text) {
  const std::filesystem::path draft = draft_of(path);
  std::ofstream stream(draft, std::ios::binary | std::ios::trunc);
  if (!stream) return cannot_create(draft);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
  std::error_code problem;
  if (stream) std::filesystem::rename(draft, path, problem);
  if (!stream || problem) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    return Error{ErrorKind::InputOutput,
                 "cannot write " + path.string() + "; check the room on the disk"};
  }
  return Done{};
}

Result<Done> check_place_for(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return Error{ErrorKind::CannotCreate, path.string() + " is a folder where a file belongs"};
  const std::filesystem::path draft = draft_of(path);
  if (!std::ofstream(draft, std::ios::binary | std::ios::trunc)) return cannot_create(draft);
  std::filesystem::remove(draft, ignored);
  return Done{};
}

}  // namespace airmark::tools
