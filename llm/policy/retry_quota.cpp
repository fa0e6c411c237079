#include "llm/policy/retry_quota.h"

#include <algorithm>

namespace airmark::llm {

bool RetryQuota::take(int cost) {
  const std::lock_guard lock(mutex_);
  if (cost > left_) return false;
  left_ -= cost;
  return true;
}

void RetryQuota::give_back(int units) {
  const std::lock_guard lock(mutex_);
  left_ = std::min(left_ + units, kCapacity);
}

int RetryQuota::left() const {
  const std::lock_guard lock(mutex_);
  return left_;
}

}  // namespace airmark::llm
