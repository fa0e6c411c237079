#pragma once

#include <mutex>

namespace airmark::llm {

/// What a model's callers may spend on retries together, so that a service in trouble is not buried
/// under them: the bucket of the AWS SDKs' standard retry mode.
///
/// Method     botocore.retries: 500 units; a retry takes 5, after a timeout 10; a call that got
///            through gives back what its last retry took, or 1 where it needed none. In one thing
///            it differs: a timeout while connecting takes 10 there and 5 here, for to the
///            transport that is a host that cannot be reached.
/// Threads    any.
class RetryQuota {
 public:
  static constexpr int kCapacity = 500;
  static constexpr int kRetryCost = 5;
  static constexpr int kTimeoutCost = 10;
  static constexpr int kCleanSuccessGain = 1;

  /// False, and nothing is taken, where less than `cost` is left.
  bool take(int cost);
  /// Never fills the bucket beyond its capacity.
  void give_back(int units);
  int left() const;

 private:
  mutable std::mutex mutex_;
  int left_ = kCapacity;  // under mutex_
};

}  // namespace airmark::llm
