#include "tests/support/pipewire_server.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "tests/support/test_data.h"

namespace airmark::testing {

using namespace std::chrono_literals;

bool PipewireServer::installed() {
  for (const char* name : {"pipewire", "pw-jack", "pw-cli", "pw-metadata"})
    if (!find_program(name)) return false;
  return true;
}

PipewireServer::PipewireServer()
    : program_({"pipewire", "-c", source_file("tests/support/pipewire.conf").string()},
               environment()) {
  for (int attempt = 0; attempt < 250 && program_.running(); ++attempt) {
    if (answers()) return;
    std::this_thread::sleep_for(20ms);
  }
  throw std::runtime_error("PipeWire did not start:\n" + program_.output());
}

ChildProgram::Environment PipewireServer::environment() const {
  const std::string folder = folder_.path().string();
  return {{"XDG_RUNTIME_DIR", folder}, {"PIPEWIRE_RUNTIME_DIR", folder}};
}

bool PipewireServer::force_rate(int sample_rate_hz) const {
  ChildProgram set(
      {"pw-metadata", "-n", "settings", "0", "clock.force-rate", std::to_string(sample_rate_hz)},
      environment());
  return set.wait(5s) == 0;
}

bool PipewireServer::answers() const {
  ChildProgram ask({"pw-cli", "info", "0"}, environment());
  return ask.wait(2s) == 0 && ask.output().find("pipewire-0") != std::string::npos;
}

}  // namespace airmark::testing
