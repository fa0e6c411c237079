#include "tests/support/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace airmark::testing {

FileLock::FileLock(const std::string& name) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("airmark-" + name + "-" + std::to_string(getuid()) + ".lock");
  file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0 || flock(file_, LOCK_EX) != 0)
    throw std::runtime_error("cannot lock " + path.string());
}

FileLock::~FileLock() { close(file_); }

}  // namespace airmark::testing
