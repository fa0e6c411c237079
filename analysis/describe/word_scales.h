#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

/// One word of a scale: holds for values below `below` that no earlier word holds for.
struct ScaleWord {
  std::string_view word;
  double below;
  std::string_view sense = {};  ///< What the word means in sound, for the sentence.
};

/// One aspect that a single number decides.
struct WordScale {
  DescriptionLevel level;
  std::string_view aspect;
  std::string_view cue;    ///< Decides the word.
  std::string_view noun;   ///< "a slow tempo": what the word goes with elsewhere.
  std::string_view words;  ///< The sentence: {word}, {sense}, {value}, {second}.
  std::string_view second_cue;
  std::string_view without_second;  ///< The sentence where the second cue was not measured.
  std::vector<ScaleWord> limits;    ///< Ascending; the last has no upper limit.
};

/// An aspect must have been given one of these words (any word where the list is empty).
struct WordCondition {
  std::string_view aspect;
  std::vector<std::string_view> words;
};

/// A word that follows from words already found. All conditions must hold; the first rule of its
/// aspect that holds decides.
struct WordRule {
  std::string_view aspect;
  std::string_view word;
  std::vector<WordCondition> conditions;
};

/// Low-level aspects first. The sources of the limits are in analysis/describe/README.md.
std::span<const WordScale> word_scales();

/// Rules of the high-level aspects, in order of precedence.
std::span<const WordRule> word_rules();

}  // namespace airmark::analysis
