#include "llm/policy/rate_limiter.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace airmark::llm {
namespace {

std::chrono::nanoseconds interval_of(double per_second) {
  assert(per_second > 0.0);
  constexpr double kLongestS = 1e6;  // keeps sums of times far from their end
  return std::chrono::ceil<std::chrono::nanoseconds>(
      std::chrono::duration<double>(std::min(1.0 / per_second, kLongestS)));
}

}  // namespace

RateLimiter::RateLimiter(double per_second, std::shared_ptr<Waiting> waiting)
    : waiting_(std::move(waiting)),
      interval_(interval_of(per_second)),
      tolerance_(interval_ * (std::max<std::int64_t>(std::llround(std::floor(per_second)), 1) - 1)),
      next_due_(waiting_->now()) {}

bool RateLimiter::pass(std::stop_token stop) {
  std::uint64_t ticket = 0;
  {
    const std::lock_guard lock(mutex_);
    ticket = next_ticket_++;
    queue_.push_back(ticket);
  }
  const bool passed = wait_for_front(ticket, stop) && wait_for_token(stop);
  leave(ticket);
  return passed;
}

std::size_t RateLimiter::queue_size() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

bool RateLimiter::wait_for_front(std::uint64_t ticket, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  return front_changed_.wait(lock, stop, [&] { return queue_.front() == ticket; }) &&
         !stop.stop_requested();
}

// Only the caller in front comes here, so nobody else moves next_due_.
bool RateLimiter::wait_for_token(const std::stop_token& stop) {
  for (;;) {
    Waiting::TimePoint earliest;
    {
      const std::lock_guard lock(mutex_);
      const Waiting::TimePoint now = waiting_->now();
      earliest = next_due_ - tolerance_;
      if (now >= earliest) {
        next_due_ = std::max(now, next_due_) + interval_;
        return true;
      }
    }
    if (!waiting_->wait_until(earliest, stop)) return false;
  }
}

void RateLimiter::leave(std::uint64_t ticket) {
  {
    const std::lock_guard lock(mutex_);
    queue_.erase(std::ranges::find(queue_, ticket));
  }
  front_changed_.notify_all();
}

}  // namespace airmark::llm
