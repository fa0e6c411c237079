#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "llm/model_registry.h"
#include "llm/policy/waiting.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm::testing {

using Outcome = std::variant<ChatAnswer, CallError>;

inline Outcome answer(int input_tokens = 1000, int output_tokens = 100) {
  return ChatAnswer{"{}", {input_tokens, output_tokens}, false, "test.model"};
}

inline Outcome failure(CallFailure failure, int status = 0, bool may_be_paid = false) {
  CallError error;
  error.failure = failure;
  error.error = {ErrorKind::Unavailable, "the service said no"};
  error.status = status;
  error.may_be_paid = may_be_paid;
  return error;
}

inline CallError error_of(const Outcome& outcome) {
  const auto* error = std::get_if<CallError>(&outcome);
  if (error != nullptr) return *error;
  CallError none;
  none.failure = CallFailure::BadReply;
  none.error.message = "there was an answer";
  return none;
}

inline bool is_answer(const Outcome& outcome) {
  return std::holds_alternative<ChatAnswer>(outcome);
}

/// Time that stands still but for waits, which it jumps over.
class ScriptedTime : public Waiting {
 public:
  TimePoint now() override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  bool wait_until(TimePoint until, std::stop_token stop) override {
    const std::lock_guard lock(mutex_);
    waits_.push_back(std::max(until, now_) - now_);
    if (stop.stop_requested()) return false;
    now_ = std::max(until, now_);
    return true;
  }
  void advance(std::chrono::nanoseconds time) {
    const std::lock_guard lock(mutex_);
    now_ += time;
  }
  std::vector<std::chrono::nanoseconds> waits() const {
    const std::lock_guard lock(mutex_);
    return waits_;
  }

 private:
  mutable std::mutex mutex_;
  TimePoint now_ = TimePoint(std::chrono::hours(1000));
  std::vector<std::chrono::nanoseconds> waits_;
};

/// Answers as it is told to, by the number of the call, counted from 0.
class ScriptedModel : public ChatModel {
 public:
  using Script = std::function<Outcome(int call, std::stop_token stop)>;

  explicit ScriptedModel(Script script) : script_(std::move(script)) {}
  /// The outcomes in turn; the last one goes on.
  explicit ScriptedModel(std::vector<Outcome> outcomes)
      : ScriptedModel([outcomes = std::move(outcomes)](int call, const std::stop_token&) {
          return outcomes[std::min(static_cast<std::size_t>(call), outcomes.size() - 1)];
        }) {}

  Outcome ask(const Prompt&, std::stop_token stop) override {
    return script_(calls_++, std::move(stop));
  }
  std::string name() const override { return "test.model"; }
  int calls() const { return calls_; }

 private:
  const Script script_;
  std::atomic<int> calls_ = 0;
};

/// A dollar for a million tokens in, five for a million out.
inline ModelEntry priced_model() {
  ModelEntry entry;
  entry.id = "test.model";
  entry.input_usd_per_million = 1.0;
  entry.output_usd_per_million = 5.0;
  return entry;
}

inline double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace airmark::llm::testing
