#include "tests/support/jack_server.h"

#include <csignal>
#include <filesystem>
#include <stdexcept>

namespace airmark::testing {
namespace {

using namespace std::chrono_literals;

/// Asks from another program: libjack keeps one server a process in mind, and a client here would
/// change it under the feet of those that are still to notice the end of the last one.
bool answers(const std::string& server) {
  ChildProgram list({"jack_lsp"}, {{"JACK_DEFAULT_SERVER", server}, {"JACK_NO_START_SERVER", "1"}});
  return list.wait(2s) == 0;
}

}  // namespace

bool JackServer::installed() { return find_program("jackd").has_value(); }

JackServer::JackServer(const Config& config) : config_(config) { start(); }

JackServer::~JackServer() {
  if (program_ != nullptr) {
    program_->send(SIGTERM);
    program_->wait(2s);
  }
  kill();
  tidy_shared_memory();
}

void JackServer::start() {
  const std::vector<std::string> command = {"jackd",
                                            "-n",
                                            name_,
                                            "-r",
                                            "-S",
                                            "--port-max",
                                            "128",
                                            "-t",
                                            "5000",
                                            "-d",
                                            "dummy",
                                            "-r",
                                            std::to_string(config_.sample_rate_hz),
                                            "-p",
                                            std::to_string(config_.period_frames)};
  program_ = std::make_unique<ChildProgram>(
      command, ChildProgram::Environment{{"JACK_NO_AUDIO_RESERVATION", "1"}});
  for (int attempt = 0; attempt < 500 && program_->running(); ++attempt) {
    if (answers(name_)) return;
    std::this_thread::sleep_for(20ms);
  }
  throw std::runtime_error("jackd did not start:\n" + program_->output());
}

void JackServer::start_at(int sample_rate_hz) {
  config_.sample_rate_hz = sample_rate_hz;
  start();
}

void JackServer::kill() { program_.reset(); }

void JackServer::tidy_shared_memory() const {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm", ignored))
    if (entry.path().filename().string().find(name_) != std::string::npos)
      std::filesystem::remove(entry.path(), ignored);
}

}  // namespace airmark::testing
