#pragma once

#include <optional>
#include <string_view>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Standard output, a complete line at a time, so that a reader of a pipe never waits for the rest
/// of one and a program that is stopped leaves none half written.
///
/// Threads    one at a time. SIGPIPE has to be ignored by the program.
class LineOutput {
 public:
  explicit LineOutput(int descriptor) : descriptor_(descriptor) {}

  /// Adds the newline. False where nothing more can be written: the reader has left, or error()
  /// says what is wrong.
  bool write(std::string_view line);

  /// Empty where all went well, also where the reader has left (`airmark … | head`).
  const std::optional<Error>& error() const noexcept { return error_; }

 private:
  int descriptor_;
  bool closed_ = false;
  std::optional<Error> error_;
};

}  // namespace airmark::tools
