#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <variant>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "llm/prompt/prompt.h"

namespace airmark::llm {

/// What came back and what it took.
struct ChatAnswer {
  std::string text;      ///< The JSON where the model gave JSON, else its words.
  TokenUsage usage;      ///< As the service counted; this is what was paid for.
  bool cut_off = false;  ///< The token limit ended the answer.
  std::string model;     ///< As sent, profile prefix included.
};

/// Why a call failed, for the policies that decide what next.
enum class CallFailure {
  Throttled,    ///< Retried after a wait.
  DailyQuota,   ///< Will not clear in this run.
  ServerFault,  ///< 5xx, connection lost: retried.
  TimedOut,
  ExpiredCredentials,  ///< Reloaded once.
  ClockSkew,           ///< Corrected from the reply's Date, once.
  NoAccess,
  WrongModel,  ///< Unknown, retired, wrong Region, or profile only.
  BadRequest,
  BadReply,    ///< Answered, but not as a model answers.
  OverBudget,  ///< A ceiling on the spending is reached; nothing was sent.
  Resting,     ///< Too many failures in a row: the service is left alone for a while.
  Stopped
};

/// One sentence for a person, a kind for the exit code, a failure for the policies.
struct CallError {
  CallFailure failure = CallFailure::ServerFault;
  Error error;
  int status = 0;                            ///< HTTP status; 0 where no reply came.
  std::chrono::milliseconds retry_after{0};  ///< As the service asks; 0 where it does not.
  /// The request went out and no usage came back: the service may have counted it all the same.
  bool may_be_paid = false;
  /// What an answer was counted at that is of no use (BadReply); zeros where nothing was told.
  TokenUsage usage{};
};

/// A model that can be asked once. Retries, limits and budgets are the policies' business.
///
/// Threads    ask() from any number of threads at once.
class ChatModel {
 public:
  virtual ~ChatModel() = default;
  virtual std::variant<ChatAnswer, CallError> ask(const Prompt& prompt, std::stop_token stop) = 0;
  virtual std::string name() const = 0;
};

}  // namespace airmark::llm
