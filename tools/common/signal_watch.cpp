#include "tools/common/signal_watch.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

#include "tools/common/log.h"

namespace airmark::tools {
namespace {

// Whoever started the program with nohup wants it to outlive the terminal. A blocked signal would
// be waited for although it is ignored.
bool is_ignored(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  if (!is_ignored(SIGHUP)) sigaddset(&signals, SIGHUP);
  return signals;
}

}  // namespace

SignalWatch::SignalWatch() {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = watched_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::jthread([this] { wait(); });
}

SignalWatch::~SignalWatch() {
  closing_ = true;
  pthread_kill(thread_.native_handle(), SIGTERM);  // wakes sigwait(), which has no other end
}

std::optional<int> SignalWatch::signal() const noexcept {
  const int signal = signal_;
  return signal == 0 ? std::nullopt : std::optional(signal);
}

void SignalWatch::wait() {
  const sigset_t signals = watched_signals();
  int signal = 0;
  while (sigwait(&signals, &signal) == 0 && !closing_) {
    if (stop_.stop_requested()) _exit(exit_code(signal));
    signal_ = signal;
    stop_.request_stop();
    if (signal == SIGINT) log_notice("finishing; press Ctrl-C again to quit at once");
  }
}

}  // namespace airmark::tools
