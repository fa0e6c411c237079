#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "llm/model_registry.h"
#include "llm/policy/budget.h"
#include "llm/policy/waiting.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// How hard a model is tried and how gently it is treated.
struct Guards {
  int attempts = 3;                   ///< In all, as the AWS SDKs' standard mode.
  double requests_per_second = 10.0;  ///< Retries included; bursts of as many.
  int failures_to_rest = 5;           ///< In a row.
  std::chrono::milliseconds rest{30'000};
};

/// A provider behind its guards, from the outside in: circuit breaker, retry, rate limit, budget.
/// Rate and budget stand innermost because every attempt is a request that may be paid.
///
/// Input      `budget` may be absent: then nothing is counted (a model that costs nothing). The
///            numbers of `guards` are at least 1, its rate is more than 0.
/// Threads    ask() from any number of threads at once.
/// Guarantee  ask() returns within 200 ms after `stop` is requested, also while it waits, if the
///            provider does. Longer only where another process holds the ledger when what a call
///            cost is to be written down: that is tried for 5 s, of all threads at once.
std::shared_ptr<ChatModel> make_guarded_model(std::shared_ptr<ChatModel> provider,
                                              const ModelEntry& model,
                                              std::shared_ptr<Budget> budget, const Guards& guards,
                                              std::shared_ptr<Waiting> waiting = real_time());

}  // namespace airmark::llm
