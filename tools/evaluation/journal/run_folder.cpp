#include "tools/evaluation/journal/run_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace airmark::tools {
namespace {

namespace fs = std::filesystem;

Error cannot_use(const fs::path& folder, const std::string& reason) {
  return {ErrorKind::CannotCreate,
          "cannot use the output folder " + folder.string() + ": " + reason};
}

/// Nothing is overwritten, neither a run nor anything else.
Result<Done> check_content(const fs::path& folder, bool resume) {
  std::error_code problem;
  const bool holds_run = fs::exists(folder / kJournalFile, problem);
  const bool is_empty = !problem && fs::is_empty(folder, problem);
  if (problem) return cannot_use(folder, problem.message());
  if (is_empty || (holds_run && resume)) return Done{};
  if (holds_run)
    return Error{
        ErrorKind::CannotCreate,
        folder.string() + " holds a run already; --resume continues it, or choose another folder"};
  return cannot_use(folder, "it is not empty and holds no run; choose another one");
}

}  // namespace

Result<RunFolder> RunFolder::claim(const fs::path& folder, bool resume) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return cannot_use(folder, problem.message());
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return cannot_use(folder, std::strerror(errno));
  RunFolder claimed(folder, descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return cannot_use(folder, std::strerror(errno));
    return Error{ErrorKind::InputOutput,
                 "another run writes into " + folder.string() +
                     " at this moment; wait for its end, or choose another folder"};
  }
  if (auto fit = check_content(folder, resume); !fit) return fit.error();
  return claimed;
}

RunFolder::RunFolder(RunFolder&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RunFolder::~RunFolder() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace airmark::tools
