#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::realtime {

/// Keeps what each window measured: one line of JSON per window, on disk as soon as it is known.
///
/// Threads    one instance belongs to one thread.
class WindowsFile {
 public:
  /// Replaces a file that is there.
  static Result<std::unique_ptr<WindowsFile>> create(const std::filesystem::path& path);

  Result<Done> append(const WindowAnalysis& analysis);

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  WindowsFile(std::filesystem::path path, std::FILE* file);

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace airmark::realtime
