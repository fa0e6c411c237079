#pragma once

#include <memory>

#include "llm/policy/rate_limiter.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// Asks no faster than `limiter` lets it.
///
/// Threads    ask() from any number of threads at once; they are served in the order they came.
std::shared_ptr<ChatModel> make_rate_limited_model(std::shared_ptr<ChatModel> inner,
                                                   std::shared_ptr<RateLimiter> limiter);

}  // namespace airmark::llm
