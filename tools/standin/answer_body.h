#pragma once

#include <cstdint>
#include <string>

#include "tools/standin/canned_answer.h"

namespace airmark::tools {

/// The same answer as each kind of reply carries it.

/// Converse: output.message.content[], stopReason, usage, metrics.
std::string converse_answer(const CannedAnswer& answer);

/// InvokeModel with Mistral's body: outputs[0].text, stop_reason.
std::string mistral_answer(const CannedAnswer& answer);

/// InvokeModel with Claude's body: content[], stop_reason, usage.
std::string claude_answer(const CannedAnswer& answer, const std::string& model_id);

/// OpenAI's chat completion: choices[0].message.content, finish_reason, usage.
std::string chat_answer(const CannedAnswer& answer, const std::string& model_id,
                        std::int64_t created_s);

}  // namespace airmark::tools
