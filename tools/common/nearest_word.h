#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace airmark::tools {

/// The one of `words` that a mistyped `word` was most likely meant to be; empty where none is near.
///
/// Method     fewest insertions, deletions, replacements and swaps of neighbours (optimal string
///            alignment distance), at most a third of the longer word; the earlier word on a tie.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> words);

/// "; did you mean live.window?", or nothing where no word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> words);

}  // namespace airmark::tools
