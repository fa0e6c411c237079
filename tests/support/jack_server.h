#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_program.h"
#include "tests/support/file_lock.h"

namespace airmark::testing {

/// A private jackd with the dummy driver, without real-time priority.
///
/// It runs in synchronous mode: each cycle waits for all clients, so that on a busy machine cycles
/// come late but no client ever misses one, and what is captured can be compared sample by sample.
///
/// Only one such server runs at a time, over all test programs of a user, and always under the same
/// name: jackd has eight places a user, one that was killed keeps its place, and only a server
/// of the same name takes it over.
class JackServer {
 public:
  struct Config {
    int sample_rate_hz = 48000;
    int period_frames = 256;
  };

  /// False where jackd is not installed; the test is then skipped.
  static bool installed();

  JackServer() : JackServer(Config{48000, 256}) {}
  explicit JackServer(const Config& config);
  ~JackServer();

  /// Starts it (again) under the same name; returns when clients can join.
  void start();

  /// The same with another sample rate.
  void start_at(int sample_rate_hz);

  /// As a crash would: no client is told, nothing is tidied up.
  void kill();

  const std::string& name() const noexcept { return name_; }

 private:
  void tidy_shared_memory() const;

  Config config_;
  const std::string name_ = "airmark-test";
  FileLock alone_{"jackd"};
  std::unique_ptr<ChildProgram> program_;
};

}  // namespace airmark::testing
