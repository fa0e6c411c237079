#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

namespace airmark::tools {

/// Puts what many threads say about numbered jobs into the order of the jobs, as early as that
/// order allows: the first job that is not finished speaks directly, later ones are kept.
///
/// Memory     what jobs further on have said; no job may be more than `look_ahead` places ahead.
/// Threads    all functions from any thread; `sink` is called by one thread at a time.
template <typename Item>
class OrderedHandover {
 public:
  using Sink = std::function<void(Item&&)>;

  OrderedHandover(std::size_t look_ahead, Sink sink)
      : look_ahead_(look_ahead), sink_(std::move(sink)) {}

  /// Waits until job `place` may begin; false where `stop` was requested first.
  bool admit(std::size_t place, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    return turn_moved_.wait(lock, stop, [&] { return place < turn_ + look_ahead_; });
  }

  void put(std::size_t place, Item item) {
    const std::lock_guard lock(mutex_);
    if (place == turn_)
      sink_(std::move(item));
    else
      kept_[place].items.push_back(std::move(item));
  }

  /// Job `place` has said all.
  void close(std::size_t place) {
    const std::lock_guard lock(mutex_);
    kept_[place].closed = true;
    while (kept_.contains(turn_) && kept_[turn_].closed) {
      kept_.erase(turn_);
      ++turn_;
      speak_kept();
    }
    turn_moved_.notify_all();
  }

 private:
  struct Kept {
    std::vector<Item> items;
    bool closed = false;
  };

  void speak_kept() {
    const auto kept = kept_.find(turn_);
    if (kept == kept_.end()) return;
    for (Item& item : kept->second.items) sink_(std::move(item));
    kept->second.items.clear();
  }

  const std::size_t look_ahead_;
  const Sink sink_;

  // Protected by mutex_.
  std::mutex mutex_;
  std::condition_variable_any turn_moved_;
  std::size_t turn_ = 0;  // the first job that is not closed
  std::map<std::size_t, Kept> kept_;
};

}  // namespace airmark::tools
