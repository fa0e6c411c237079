#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace airmark::realtime {

/// Hand-over where only the newest value is worth the reader's time: a new one takes the place of
/// one that was not read yet, and the loss is counted.
///
/// Threads    put() from any thread, take() from one reader. Both lock: not for the JACK thread.
template <typename T>
class LatestValue {
 public:
  void put(T value) {
    {
      const std::lock_guard lock(mutex_);
      if (value_) ++replaced_count_;
      value_ = std::move(value);
    }
    arrival_.notify_one();
  }

  /// Waits for a value; empty only once `stop` is requested.
  std::optional<T> take(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    arrival_.wait(lock, stop, [this] { return value_.has_value(); });
    if (stop.stop_requested()) return std::nullopt;
    return std::exchange(value_, std::nullopt);
  }

  /// How many values were never read because a newer one came.
  std::int64_t replaced_count() const noexcept { return replaced_count_; }

 private:
  std::mutex mutex_;
  std::condition_variable_any arrival_;
  std::optional<T> value_;  // under mutex_
  std::atomic<std::int64_t> replaced_count_{0};
};

}  // namespace airmark::realtime
