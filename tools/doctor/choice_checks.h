#pragma once

#include <optional>
#include <string_view>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// Which model the tagger in setting `key` asks, whether its price is known, and in which words it
/// is asked: registry, prompt folder and strategy are read as a run would. Empty where they cannot
/// be used.
std::optional<LlmChoice> check_choice(const Settings& settings, std::string_view key,
                                      const OnFinding& on_finding);

}  // namespace airmark::tools
