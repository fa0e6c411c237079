#include "llm/policy/guarded_model.h"

#include <utility>

#include "llm/policy/breaker_model.h"
#include "llm/policy/budgeted_model.h"
#include "llm/policy/rate_limited_model.h"
#include "llm/policy/retrying_model.h"

namespace airmark::llm {

std::shared_ptr<ChatModel> make_guarded_model(std::shared_ptr<ChatModel> provider,
                                              const ModelEntry& model,
                                              std::shared_ptr<Budget> budget, const Guards& guards,
                                              std::shared_ptr<Waiting> waiting) {
  std::shared_ptr<ChatModel> guarded = std::move(provider);
  if (budget != nullptr) guarded = make_budgeted_model(guarded, model, std::move(budget));
  guarded = make_rate_limited_model(
      guarded, std::make_shared<RateLimiter>(guards.requests_per_second, waiting));
  guarded = make_retrying_model(guarded, guards.attempts, std::make_shared<RetryQuota>(), waiting);
  BreakerRules rules;
  rules.failures_to_rest = guards.failures_to_rest;
  rules.rest = guards.rest;
  return make_breaker_model(guarded, rules, std::move(waiting));
}

}  // namespace airmark::llm
