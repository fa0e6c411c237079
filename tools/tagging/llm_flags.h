#pragma once

#include <initializer_list>
#include <string_view>

#include "tools/common/settings.h"

namespace airmark::tools {

/// Declares flags of settings that concern a language model, under a heading of their own.
void add_llm_flags(CLI::App& command, Settings& settings,
                   std::initializer_list<std::string_view> keys);

/// Those that a command needs which may ask one.
void add_asking_flags(CLI::App& command, Settings& settings);

}  // namespace airmark::tools
