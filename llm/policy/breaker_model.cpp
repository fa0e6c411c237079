#include "llm/policy/breaker_model.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

namespace airmark::llm {
namespace {

using std::chrono::milliseconds;

enum class State { Closed, Open, HalfOpen };

std::string seconds_text(milliseconds time) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
}

class BreakerModel : public ChatModel {
 public:
  BreakerModel(std::shared_ptr<ChatModel> inner, const BreakerRules& rules,
               std::shared_ptr<Waiting> waiting)
      : inner_(std::move(inner)), rules_(rules), waiting_(std::move(waiting)) {
    assert(rules_.failures_to_rest >= 1);
  }

  std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) override {
    std::uint64_t epoch = 0;
    {
      const std::lock_guard lock(mutex_);
      if (auto refused = refusal()) return *std::move(refused);
      epoch = epoch_;
    }
    auto outcome = inner_->ask(prompt, std::move(stop));
    const std::lock_guard lock(mutex_);
    if (epoch == epoch_) learn(std::get_if<CallError>(&outcome));
    return outcome;
  }

  std::string name() const override { return inner_->name(); }

 private:
  /// Empty where the call may be made; in the half-open state it then is the one that tries.
  std::optional<CallError> refusal() {
    if (state_ == State::Open && waiting_->now() >= asked_again_) enter(State::HalfOpen);
    if (state_ == State::Open)
      return resting(std::chrono::ceil<milliseconds>(asked_again_ - waiting_->now()));
    if (state_ == State::HalfOpen && std::exchange(trying_, true)) return resting(milliseconds(0));
    return std::nullopt;
  }

  CallError resting(milliseconds left) const {
    CallError error;
    error.failure = CallFailure::Resting;
    error.retry_after = left;
    error.error = {reason_.kind, name() + " is left alone, " +
                                     (left.count() == 0 ? "for one call tries it just now"
                                                        : "asked again in " + seconds_text(left)) +
                                     ": " + reason_.message};
    return error;
  }

  void learn(const CallError* error) {
    const Trouble trouble = error == nullptr ? Trouble::None : trouble_of(error->failure);
    switch (trouble) {
      case Trouble::None:
        failures_ = 0;
        if (state_ == State::HalfOpen) enter(State::Closed);
        return;
      case Trouble::Unknown:
        trying_ = false;
        return;
      case Trouble::Passing:
        ++failures_;
        if (state_ == State::HalfOpen || failures_ >= rules_.failures_to_rest)
          rest(*error, rules_.rest);
        return;
      case Trouble::Lasting:
        rest(*error, std::max(rules_.rest, rules_.lasting_rest));
        return;
    }
  }

  void rest(const CallError& error, milliseconds time) {
    reason_ = error.error;
    asked_again_ = waiting_->now() + time;
    enter(State::Open);
  }

  void enter(State state) {
    state_ = state;
    ++epoch_;
    failures_ = 0;
    trying_ = false;
  }

  const std::shared_ptr<ChatModel> inner_;
  const BreakerRules rules_;
  const std::shared_ptr<Waiting> waiting_;

  std::mutex mutex_;
  State state_ = State::Closed;  // under mutex_, as all that follows
  std::uint64_t epoch_ = 0;      // counts the changes of state
  int failures_ = 0;             // in a row
  bool trying_ = false;          // half-open: a call is under way
  Waiting::TimePoint asked_again_{};
  Error reason_{ErrorKind::Unavailable, {}};
};

}  // namespace

Trouble trouble_of(CallFailure failure) noexcept {
  switch (failure) {
    case CallFailure::Throttled:
    case CallFailure::ServerFault:
    case CallFailure::TimedOut:
      return Trouble::Passing;
    case CallFailure::DailyQuota:
    case CallFailure::ExpiredCredentials:
    case CallFailure::ClockSkew:
    case CallFailure::NoAccess:
    case CallFailure::WrongModel:
      return Trouble::Lasting;
    case CallFailure::BadRequest:
    case CallFailure::BadReply:
      return Trouble::None;
    case CallFailure::OverBudget:
    case CallFailure::Resting:
    case CallFailure::Stopped:
      return Trouble::Unknown;
  }
  return Trouble::Unknown;
}

std::shared_ptr<ChatModel> make_breaker_model(std::shared_ptr<ChatModel> inner,
                                              const BreakerRules& rules,
                                              std::shared_ptr<Waiting> waiting) {
  return std::make_shared<BreakerModel>(std::move(inner), rules, std::move(waiting));
}

}  // namespace airmark::llm
