#include "llm/policy/retrying_model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <mutex>
#include <optional>
#include <random>
#include <utility>

namespace airmark::llm {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr double kLongestDelayS = 20.0;
constexpr Seconds kLongestAddition{5.0};

constexpr int kModelTimedOut = 408;
constexpr int kModelFailed = 424;

bool is_transient_status(int status) {
  return status == 500 || status == 502 || status == 503 || status == 504;
}

bool got_a_reply(const CallError& error) { return error.status >= 200 && error.status < 300; }

int cost_of_retry(const CallError& error) {
  const bool timeout = error.failure == CallFailure::TimedOut && error.status == 0;
  return timeout ? RetryQuota::kTimeoutCost : RetryQuota::kRetryCost;
}

class RetryingModel : public ChatModel {
 public:
  RetryingModel(std::shared_ptr<ChatModel> inner, int attempts, std::shared_ptr<RetryQuota> quota,
                std::shared_ptr<Waiting> waiting, RandomSource random)
      : inner_(std::move(inner)),
        attempts_(attempts),
        quota_(std::move(quota)),
        waiting_(std::move(waiting)),
        random_(std::move(random)) {
    assert(attempts_ >= 1);
  }

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    std::optional<int> taken;
    for (int attempt = 1;; ++attempt) {
      auto outcome = inner_->ask(prompt, stop);
      auto* error = std::get_if<CallError>(&outcome);
      if (error == nullptr || got_a_reply(*error))
        quota_->give_back(taken.value_or(RetryQuota::kCleanSuccessGain));
      if (error == nullptr || !is_retried(*error)) return outcome;
      if (attempt == attempts_) return with_reason(std::move(*error), attempt, "");
      taken = cost_of_retry(*error);
      if (!quota_->take(*taken))
        return with_reason(std::move(*error), attempt, ", and too many calls failed lately");
      if (!waiting_->wait_until(waiting_->now() + delay(attempt - 1, *error), stop))
        return stopped_while_waiting(name());
    }
  }

  std::string name() const override { return inner_->name(); }

 private:
  std::chrono::nanoseconds delay(int retry, const CallError& error) {
    const Seconds own(next_random() * std::min(std::exp2(retry), kLongestDelayS));
    const Seconds asked_for(error.retry_after);
    return std::chrono::ceil<std::chrono::nanoseconds>(
        std::clamp(asked_for, own, own + kLongestAddition));
  }

  double next_random() {
    const std::lock_guard lock(mutex_);
    return random_();
  }

  static CallError with_reason(CallError error, int attempts, const char* more) {
    if (attempts > 1 || *more != '\0')
      error.error.message +=
          " (" + std::to_string(attempts) + (attempts == 1 ? " attempt" : " attempts") + more + ")";
    return error;
  }

  const std::shared_ptr<ChatModel> inner_;
  const int attempts_;
  const std::shared_ptr<RetryQuota> quota_;
  const std::shared_ptr<Waiting> waiting_;
  std::mutex mutex_;
  RandomSource random_;  // under mutex_
};

}  // namespace

RandomSource seeded_by_the_machine() {
  return [engine = std::mt19937_64(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
  };
}

bool is_retried(const CallError& error) {
  if (error.status == kModelTimedOut || error.status == kModelFailed) return false;
  switch (error.failure) {
    case CallFailure::Throttled:
      return true;
    case CallFailure::ServerFault:
    case CallFailure::TimedOut:
      return error.status == 0 || is_transient_status(error.status);
    case CallFailure::DailyQuota:
    case CallFailure::ExpiredCredentials:
    case CallFailure::ClockSkew:
    case CallFailure::NoAccess:
    case CallFailure::WrongModel:
    case CallFailure::BadRequest:
    case CallFailure::BadReply:
    case CallFailure::OverBudget:
    case CallFailure::Resting:
    case CallFailure::Stopped:
      return false;
  }
  return false;
}

std::shared_ptr<ChatModel> make_retrying_model(std::shared_ptr<ChatModel> inner, int attempts,
                                               std::shared_ptr<RetryQuota> quota,
                                               std::shared_ptr<Waiting> waiting,
                                               RandomSource random) {
  return std::make_shared<RetryingModel>(std::move(inner), attempts, std::move(quota),
                                         std::move(waiting), std::move(random));
}

}  // namespace airmark::llm
