#pragma once

#include <atomic>
#include <optional>
#include <stop_token>
#include <thread>

namespace airmark::tools {

/// Turns SIGINT, SIGTERM and SIGHUP (the terminal was closed; not under nohup) into a request to
/// stop. A second one ends the program at once.
///
/// Threads    one, which waits for signals; they are blocked in every other thread, so this object
///            has to exist before any other thread is started. SIGPIPE is ignored: a write whose
///            reader has gone fails with EPIPE.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  std::stop_token stop_token() const noexcept { return stop_.get_token(); }

  /// The signal that asked to stop.
  std::optional<int> signal() const noexcept;

  /// What a shell reports for a program that `signal` ended: 130 for SIGINT, 143 for SIGTERM,
  /// 129 for SIGHUP.
  static int exit_code(int signal) noexcept { return 128 + signal; }

 private:
  void wait();

  std::stop_source stop_;
  std::atomic<int> signal_{0};
  std::atomic<bool> closing_{false};
  std::jthread thread_;
};

}  // namespace airmark::tools
