#pragma once

#include <string>
#include <vector>

#include "tests/support/child_program.h"
#include "tests/support/temporary_folder.h"

namespace airmark::testing {

/// A private PipeWire server with a timer for a clock. JACK clients reach it in another process, by
/// `pw-jack` and with environment().
class PipewireServer {
 public:
  /// False where pipewire or pw-jack is not installed; the test is then skipped.
  static bool installed();

  PipewireServer();

  ChildProgram::Environment environment() const;

  /// As a person would: every stream runs at this rate from now on.
  bool force_rate(int sample_rate_hz) const;

 private:
  bool answers() const;

  TemporaryFolder folder_;
  ChildProgram program_;
};

}  // namespace airmark::testing
