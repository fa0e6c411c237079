#pragma once

#include <functional>
#include <memory>

#include "llm/policy/retry_quota.h"
#include "llm/policy/waiting.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// Numbers from 0 up to, but not, 1; called from one thread at a time.
using RandomSource = std::function<double()>;
RandomSource seeded_by_the_machine();

/// True where the AWS SDKs would send the request again: throttled (a quota for the day is not),
/// the statuses 500, 502, 503 and 504, no connection, no reply in time. A model that reports its
/// own timeout (408) or fault (424) is not asked again.
bool is_retried(const CallError& error);

/// Asks again where is_retried() says so, as the AWS SDKs' standard mode does.
///
/// Method     before retry i = 0, 1, … it waits rand(0, 1) * min(2^i, 20) seconds (botocore's
///            ExponentialBackoff); where the service names a time, no less than that, but at most
///            5 s longer. `quota` may refuse a retry.
/// Input      attempts in all, at least 1.
/// Output     the last failure as it came, its sentence with the number of attempts added.
/// Threads    ask() from any number of threads at once.
std::shared_ptr<ChatModel> make_retrying_model(std::shared_ptr<ChatModel> inner, int attempts,
                                               std::shared_ptr<RetryQuota> quota,
                                               std::shared_ptr<Waiting> waiting,
                                               RandomSource random = seeded_by_the_machine());

}  // namespace airmark::llm
