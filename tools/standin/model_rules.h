#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "llm/model_registry.h"
#include "tools/standin/fault.h"
#include "tools/standin/model_ask.h"

namespace airmark::tools {

/// The registry's entry that an id in a path means, under the id as sent; or why AWS refuses it:
/// unknown, at the end of its life, or to be had through an inference profile only. Aliases are
/// airmark's own words and unknown here. With `base_ids_only` an inference profile is refused and
/// no profile is needed, as CountTokens and the model list have it.
std::variant<llm::ModelEntry, Fault> find_model(const llm::ModelRegistry& registry,
                                                std::string_view id, bool base_ids_only = false);

/// What stands behind a name that a local OpenAI server was given and that no registry knows: it
/// takes everything and costs nothing.
llm::ModelEntry local_model(std::string_view name);

/// Why the model does not take this request, from its entry alone; empty where it does.
std::optional<Fault> objection(const llm::ModelEntry& model, const ModelAsk& ask);

/// Which body of InvokeModel the model understands; empty where the stand-in has none for it.
std::optional<llm::ModelApi> invoke_form(const llm::ModelEntry& model);

/// What was asked of a model counts so many tokens here: 4 bytes each, as English about has it, and
/// at least 1.
int token_count(std::size_t size_bytes) noexcept;

/// AWS's words for some refusals that are also mishaps.
Fault end_of_life();
Fault needs_profile(std::string_view id);
Fault unknown_model();

}  // namespace airmark::tools
