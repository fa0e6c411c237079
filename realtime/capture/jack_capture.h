#pragma once

#include <memory>
#include <string>
#include <vector>

#include "realtime/capture/capture.h"

namespace airmark::realtime {

struct JackCaptureConfig {
  std::string client_name = "airmark";
  std::string server_name;  ///< Empty for the default server.

  /// "playback" (tap whatever feeds the playback ports, and follow it), "capture" (the hardware
  /// inputs), "none", or regular expressions over output port names; in_1, in_2 take turns.
  std::vector<std::string> connect = {"playback"};
};

/// A JACK client (jackd2 or PipeWire) with two input ports, in_1 and in_2.
std::unique_ptr<Capture> make_jack_capture(const JackCaptureConfig& config);

}  // namespace airmark::realtime
