#include "tools/tagging/counting_model.h"

#include <algorithm>
#include <utility>

#include "llm/policy/budgeted_model.h"

namespace airmark::tools {

CountingModel::CountingModel(llm::ModelEntry model, Answers answers)
    : model_(std::move(model)), answers_(std::move(answers)) {}

std::variant<llm::ChatAnswer, llm::CallError> CountingModel::ask(const llm::Prompt& prompt,
                                                                 std::stop_token) {
  const std::string key = llm::ReplyCache::key(answers_.service, model_.id, prompt);
  const std::lock_guard lock(mutex_);
  ++count_.calls;
  if (answers_.are_kept && (!asked_.insert(key).second || is_cached(key))) {
    ++count_.cached_calls;
  } else {
    count_.input_tokens += llm::estimate_tokens(prompt);
    count_.most_output_tokens += prompt.max_output_tokens;
    count_.dearest_call_usd =
        std::max(count_.dearest_call_usd, llm::most_a_call_costs_usd(model_, prompt).value_or(0.0));
  }
  return llm::CallError{llm::CallFailure::Stopped,
                        {ErrorKind::Refused, "in a dry run no language model is asked"}};
}

bool CountingModel::is_cached(const std::string& key) const {
  return answers_.cache != nullptr && answers_.cache->contains(key);
}

CallCount CountingModel::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

}  // namespace airmark::tools
