#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "llm/model_registry.h"
#include "llm/policy/reply_cache.h"
#include "llm/providers/chat_model.h"

namespace airmark::tools {

/// What a run would ask of a language model.
struct CallCount {
  std::int64_t calls = 0;
  std::int64_t cached_calls = 0;  ///< Of these: answered before, or asked twice; cost nothing.
  std::int64_t input_tokens = 0;  ///< Of the other ones, as estimate_tokens() has it.
  std::int64_t most_output_tokens = 0;  ///< Likewise, as their prompts allow.
  double dearest_call_usd = 0.0;  ///< The most that the budget would set aside for one of them.
  bool operator==(const CallCount&) const = default;
};

/// Stands where a model would and only counts: every ask() fails (Stopped), nothing is sent and
/// nothing is kept.
///
/// Threads    any.
class CountingModel : public llm::ChatModel {
 public:
  /// What has been answered so far, or would be by then.
  struct Answers {
    bool are_kept = false;
    std::shared_ptr<llm::ReplyCache> cache;  ///< Those of earlier runs; may be absent.
    std::string service;                     ///< Whose they are, as service_name() has it.
  };

  CountingModel(llm::ModelEntry model, Answers answers);

  std::variant<llm::ChatAnswer, llm::CallError> ask(const llm::Prompt& prompt,
                                                    std::stop_token stop) override;
  std::string name() const override { return model_.id; }

  CallCount count() const;

 private:
  bool is_cached(const std::string& key) const;

  const llm::ModelEntry model_;
  const Answers answers_;
  mutable std::mutex mutex_;
  // Under mutex_:
  std::set<std::string> asked_;  // keys; empty where no answer is kept
  CallCount count_;
};

}  // namespace airmark::tools
