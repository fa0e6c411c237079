#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "tools/common/settings.h"

namespace airmark::tools {

/// Declares flags of settings that concern a language model, under a heading of their own.
void add_llm_flags(CLI::App& command, Settings& settings,
                   std::initializer_list<std::string_view> keys);

/// Those that a command needs which may ask one. `run_ceiling` where the command has another name
/// than the table for what one run may cost.
void add_asking_flags(CLI::App& command, Settings& settings, const std::string& run_ceiling = {});

}  // namespace airmark::tools
