#pragma once

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// What the program tells its caller, after sysexits.h. One table; the man page repeats it.
enum class ExitCode {
  Done = 0,
  SomethingFailed = 1,  ///< Done, but a file or a floor such as --min-accuracy was missed.
  Usage = 64,
  BadData = 65,
  NoInput = 66,
  Unavailable = 69,
  Software = 70,
  CannotCreate = 73,
  InputOutput = 74,
  TryAgain = 75,
  NotAllowed = 77,
  Configuration = 78
};

ExitCode exit_code_for(ErrorKind kind) noexcept;

}  // namespace airmark::tools
