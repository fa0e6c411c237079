#pragma once

#include <stop_token>
#include <vector>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// The server that speaks OpenAI's chat completions: address, key, network, and whether it has the
/// chosen models (GET /models). Asks no model.
void check_openai(const Settings& settings, const std::vector<LlmChoice>& choices,
                  const OnFinding& on_finding, std::stop_token stop);

}  // namespace airmark::tools
