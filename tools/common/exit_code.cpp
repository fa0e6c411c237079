#include "tools/common/exit_code.h"

namespace airmark::tools {

ExitCode exit_code_for(ErrorKind kind) noexcept {
  switch (kind) {  // no default: a new kind must be decided here, the compiler insists
    case ErrorKind::Usage:
      return ExitCode::Usage;
    case ErrorKind::BadData:
      return ExitCode::BadData;
    case ErrorKind::NotFound:
      return ExitCode::NoInput;
    case ErrorKind::Unavailable:
    case ErrorKind::BadReply:
      return ExitCode::Unavailable;
    case ErrorKind::Timeout:
      return ExitCode::TryAgain;
    case ErrorKind::Refused:
      return ExitCode::NotAllowed;
    case ErrorKind::CannotCreate:
      return ExitCode::CannotCreate;
    case ErrorKind::InputOutput:
      return ExitCode::InputOutput;
    case ErrorKind::Configuration:
      return ExitCode::Configuration;
    case ErrorKind::Internal:
      return ExitCode::Software;
  }
  return ExitCode::Software;
}

}  // namespace airmark::tools
