#pragma once

#include <filesystem>
#include <string>

namespace airmark::tools {

/// Where language models' replies are kept: `chosen` (the setting llm.cache) where that is not
/// empty, else airmark/replies.sqlite in $XDG_CACHE_HOME, else in ~/.cache. Empty where there is no
/// home either.
std::filesystem::path reply_cache_file(const std::string& chosen = "");

/// Where is written down what was spent: `chosen` (the setting llm.ledger) where that is not empty,
/// else airmark/ledger.sqlite in $XDG_STATE_HOME, else in ~/.local/state. Empty where there is no
/// home either.
std::filesystem::path ledger_file(const std::string& chosen = "");

}  // namespace airmark::tools
