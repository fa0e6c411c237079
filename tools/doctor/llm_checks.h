#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// The settings that name a tagger which asks a language model, each model once.
std::vector<std::string_view> asking_settings(const Settings& settings);

struct LlmScope {
  bool required = false;  ///< Look at llm.provider where no tagger asks a language model.
  bool ask = false;       ///< Ask each model a trial question, which may cost something.
};

/// Everything on the way to a language model: settings, prompt, account, network, access, money.
/// Where no tagger asks one and none is required, it is one finding that says so.
void check_llm(const Settings& settings, const LlmScope& scope, const OnFinding& on_finding,
               std::stop_token stop);

}  // namespace airmark::tools
