#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace airmark::analysis {

/// An aspect must have been given one of these words (any word where the list is empty).
struct WordCondition {
  std::string_view aspect;
  std::vector<std::string_view> words;
  bool where_known = false;  ///< Holds, too, where nothing is known of the aspect.
};

/// A word that follows from words already found. All conditions must hold; the first rule of its
/// aspect that holds decides.
struct WordRule {
  std::string_view aspect;
  std::string_view word;
  std::vector<WordCondition> conditions;
};

/// Rules of the high-level aspects, in order of precedence.
std::span<const WordRule> word_rules();

}  // namespace airmark::analysis
