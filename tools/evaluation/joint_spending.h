#pragma once

#include <mutex>

namespace airmark::tools {

/// What all taggers of an evaluation cost together.
///
/// Threads    any.
class JointSpending {
 public:
  void add(double usd) {
    const std::lock_guard lock(mutex_);
    spent_usd_ += usd;
  }
  /// Whether nothing is left of `most_usd`. Where nothing was paid, nothing is spent.
  bool reaches(double most_usd) const {
    const std::lock_guard lock(mutex_);
    return spent_usd_ >= most_usd && spent_usd_ > 0.0;
  }

 private:
  mutable std::mutex mutex_;
  double spent_usd_ = 0.0;  // under mutex_
};

}  // namespace airmark::tools
