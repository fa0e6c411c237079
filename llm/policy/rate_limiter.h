#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>

#include "llm/policy/waiting.h"

namespace airmark::llm {

/// Lets callers pass at a rate, first come, first served.
///
/// Method     token bucket of `per_second` tokens, rounded down and at least 1, in the form of the
///            generic cell rate algorithm (ITU-T I.371): whole nanoseconds, nothing drifts.
/// Input      per_second > 0.
/// Threads    pass() from any number of threads at once.
/// Guarantee  no more than per_second * T + burst pass in any T seconds, however late a waiting
///            thread wakes up. One that is stopped takes no token and holds up nobody.
class RateLimiter {
 public:
  RateLimiter(double per_second, std::shared_ptr<Waiting> waiting);

  /// False where `stop` was requested before it was the caller's turn.
  bool pass(std::stop_token stop);

  /// How many callers wait, the one in front included.
  std::size_t queue_size() const;

 private:
  bool wait_for_front(std::uint64_t ticket, const std::stop_token& stop);
  bool wait_for_token(const std::stop_token& stop);
  void leave(std::uint64_t ticket);

  const std::shared_ptr<Waiting> waiting_;
  const std::chrono::nanoseconds interval_;   // between tokens
  const std::chrono::nanoseconds tolerance_;  // how far the bucket lets callers run ahead

  mutable std::mutex mutex_;
  std::condition_variable_any front_changed_;
  std::deque<std::uint64_t> queue_;  // tickets, front first; under mutex_, as all that follows
  std::uint64_t next_ticket_ = 0;
  Waiting::TimePoint next_due_{};  // when the next caller would pass if the bucket held one token
};

}  // namespace airmark::llm
