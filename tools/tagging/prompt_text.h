#pragma once

#include <string>

#include "llm/prompt/prompt.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// A prompt for a person: each part letter by letter under its own heading, which says so where
/// the model gets that part in another place or not at all; below them what is known of the whole:
/// strategy, version, model, tokens, price. No newline at the end.
std::string prompt_text(const llm::Prompt& prompt, const LlmChoice& choice);

/// The same as one line of JSON.
std::string prompt_json(const llm::Prompt& prompt, const LlmChoice& choice);

}  // namespace airmark::tools
