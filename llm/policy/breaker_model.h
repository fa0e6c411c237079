#pragma once

#include <chrono>
#include <memory>

#include "llm/policy/waiting.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// What a failure says about asking again.
enum class Trouble {
  None,     ///< The service is there; only this call failed.
  Passing,  ///< It may be over soon: 5xx, no reply, throttled.
  Lasting,  ///< A person has to mend it: rights, keys, clock, model, the quota of the day.
  Unknown   ///< Nothing was learnt: stopped, or nothing was sent.
};
Trouble trouble_of(CallFailure failure) noexcept;

struct BreakerRules {
  int failures_to_rest = 5;  ///< Passing ones in a row, at least 1; a lasting one is enough.
  std::chrono::milliseconds rest{30'000};
  std::chrono::milliseconds lasting_rest{600'000};  ///< Where that is longer than `rest`.
};

/// Leaves a service alone that keeps failing: asks nothing for a while, then lets one call try; its
/// outcome decides for the others. Calls that are refused meanwhile fail with Resting, the kind of
/// the last failure, how long it is until the service is asked again and, after ": ", the last
/// failure's sentence, so that a reader can tell one cause from two.
///
/// Threads    ask() from any number of threads at once. What comes back from calls that were made
///            before the last change of state counts for nothing.
std::shared_ptr<ChatModel> make_breaker_model(std::shared_ptr<ChatModel> inner,
                                              const BreakerRules& rules,
                                              std::shared_ptr<Waiting> waiting);

}  // namespace airmark::llm
