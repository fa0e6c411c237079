#include "realtime/publish/windows_file.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "analysis/vocabulary/json_text.h"

namespace airmark::realtime {

Result<std::unique_ptr<WindowsFile>> WindowsFile::create(const std::filesystem::path& path) {
  std::FILE* file = std::fopen(path.c_str(), "we");
  if (file == nullptr) {
    return Error{ErrorKind::CannotCreate, "cannot create the windows file '" + path.string() +
                                              "': " + std::strerror(errno) +
                                              "; name a file in a folder that you may write to"};
  }
  return std::unique_ptr<WindowsFile>(new WindowsFile(path, file));
}

WindowsFile::WindowsFile(std::filesystem::path path, std::FILE* file)
    : path_(std::move(path)), file_(file) {}

Result<Done> WindowsFile::append(const WindowAnalysis& analysis) {
  const std::string line = json_line(analysis) + '\n';
  const bool written = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size();
  if (!written || std::fflush(file_.get()) != 0) {
    return Error{ErrorKind::InputOutput, "cannot write to the windows file '" + path_.string() +
                                             "': " + std::strerror(errno)};
  }
  return Done{};
}

}  // namespace airmark::realtime
