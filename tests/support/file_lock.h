#pragma once

#include <string>

namespace airmark::testing {

/// Held by one object at a time among all programs of this user; the constructor waits for it.
class FileLock {
 public:
  explicit FileLock(const std::string& name);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_;
};

}  // namespace airmark::testing
