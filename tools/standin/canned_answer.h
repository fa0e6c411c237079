#pragma once

#include <optional>
#include <string>

#include "llm/model_registry.h"
#include "tools/standin/mishaps.h"
#include "tools/standin/model_ask.h"

namespace airmark::tools {

enum class StopReason { Done, ToolUse, MaxTokens, ContentFiltered, Guardrail };

/// What the stand-in says in a model's place, and what it counts for it.
struct CannedAnswer {
  std::string text;  ///< The input of the tool, as JSON, where `tool` is named.
  std::string tool;
  StopReason stop = StopReason::Done;
  int input_tokens = 0;
  int output_tokens = 0;
};

/// An answer that is valid for the request and says in its first sentence that it is canned. The
/// same request gives the same answer: choices follow from a hash of what was asked.
///
/// Method     a schema (of the answer or of the tool that must be called) is filled in: enumerated
///            values are chosen, the first text says that all is canned. Without one, a list of
///            genres in the prompt makes airmark's own form of answer. A model that cannot be held
///            to a form wraps it now and then in fences or words or escapes underscores, as such
///            models do.
/// Input      `fixed` is said instead, word for word, where it is given. Of the mishaps, only those
///            that change an answer change it.
CannedAnswer canned_answer(const ModelAsk& ask, const llm::ModelEntry& model,
                           const std::optional<std::string>& fixed, std::optional<Mishap> mishap);

}  // namespace airmark::tools
