#pragma once

#include <filesystem>
#include <string_view>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

inline constexpr std::string_view kJournalFile = "journal.sqlite";

/// An output folder that one run has to itself. The system takes the claim back when the process
/// ends, however it ends.
class RunFolder {
 public:
  /// Creates the folder where it does not exist. With `resume` it may hold a run; without, it has
  /// to be empty.
  /// Errors     CannotCreate: no such place, or something is there already; InputOutput where
  ///            another run has the folder.
  static Result<RunFolder> claim(const std::filesystem::path& folder, bool resume);

  RunFolder(RunFolder&& other) noexcept;
  RunFolder& operator=(RunFolder&&) = delete;
  ~RunFolder();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  RunFolder(std::filesystem::path path, int descriptor)
      : path_(std::move(path)), descriptor_(descriptor) {}

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace airmark::tools
