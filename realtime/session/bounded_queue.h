#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace airmark::realtime {

/// Hand-over in order to a reader that may be slow: a full queue gives up its oldest value, and the
/// loss is counted. The writer never waits for the reader.
///
/// Threads    put() from any thread, the takes from one reader. All lock: not for the JACK thread.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}
  void put(T value) {
    const std::lock_guard lock(mutex_);
    if (values_.size() == capacity_) {
      values_.pop_front();
      ++dropped_count_;
    }
    values_.push_back(std::move(value));
    arrival_.notify_one();
  }

  /// Waits for a value; empty only once `stop` is requested.
  std::optional<T> take(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    arrival_.wait(lock, stop, [this] { return !values_.empty(); });
    return stop.stop_requested() ? std::nullopt : pop();
  }
  std::optional<T> try_take() {
    const std::lock_guard lock(mutex_);
    return pop();
  }
  std::int64_t dropped_count() const noexcept { return dropped_count_; }

 private:
  std::optional<T> pop() {
    if (values_.empty()) return std::nullopt;
    std::optional<T> oldest(std::move(values_.front()));
    values_.pop_front();
    return oldest;
  }

  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable_any arrival_;
  std::deque<T> values_;  // under mutex_
  std::atomic<std::int64_t> dropped_count_{0};
};

}  // namespace airmark::realtime
