#pragma once

#include <memory>

#include "llm/model_registry.h"
#include "llm/policy/budget.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// The most that a call can cost in US dollars; empty where the model's price is not known.
///
/// Method     no token of the tokenizers in use is shorter than a byte, so the prompt's bytes bound
///            its tokens; 1024 are added for what services wrap around a prompt (chat marks, the
///            instructions for a forced tool). The answer ends at max_output_tokens.
std::optional<double> most_a_call_costs_usd(const ModelEntry& model, const Prompt& prompt);

/// Reserves what a call may cost before it is sent and settles what it did cost, by the usage that
/// the answer or the error tells; in an answer whose usage the service did not tell, the provider
/// has estimated it (read_answer() in llm/providers/api_form.h). Without a usage, a call that
/// failed unpaid is settled at 0, and one that may have been paid stays counted at the most. A
/// model without a price is never asked: OverBudget (Configuration).
///
/// Threads    ask() from any number of threads at once.
/// Guarantee  nothing is sent that the budget has not allowed and kept. Every attempt is counted,
///            with one exception: where the server drops a kept connection as it is used again,
///            curl sends the request once more by itself, within the one reservation.
std::shared_ptr<ChatModel> make_budgeted_model(std::shared_ptr<ChatModel> inner, ModelEntry model,
                                               std::shared_ptr<Budget> budget);

}  // namespace airmark::llm
