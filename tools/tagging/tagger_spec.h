#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Who tags, as `--tagger NAME[:MODEL[/STRATEGY]]` says it.
struct TaggerSpec {
  std::string name;      ///< One of tagger_names().
  std::string model;     ///< Empty: what the setting llm.model says.
  std::string strategy;  ///< Empty: what the setting llm.strategy says.
  bool operator==(const TaggerSpec&) const = default;
};

/// The built-in taggers, then those that ask a language model: bedrock, openai, cascade.
const std::vector<std::string>& tagger_names();

/// Whether a tagger as written asks a language model, and so may cost something.
bool asks_llm(std::string_view tagger);

/// Whether a known tagger is named, and a model only for one that can ask it. Which models and
/// strategies there are is not looked at.
bool is_tagger_spec(std::string_view text);

/// Read from the left, because a model's id may hold ':', '/' and '.': what follows the last '/' is
/// a strategy only where it is one of `strategies`. Usage where the text is no tagger, and where
/// what follows that '/' is almost a strategy.
Result<TaggerSpec> parse_tagger_spec(std::string_view text,
                                     std::span<const std::string> strategies);

}  // namespace airmark::tools
