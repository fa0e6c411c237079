#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace airmark {

/// How far a statement is from the measurement: measured, heard, felt.
enum class DescriptionLevel { Low, Mid, High };

/// How sure a statement is; analysis/describe/certainty.h says from which confidence on.
enum class Certainty { Possible, Probable, Sure };

/// A number that a statement rests on, by its name in the feature table.
struct Evidence {
  std::string feature;
  std::string unit;
  double value = 0.0;
  bool operator==(const Evidence&) const = default;
};

/// One thing that can be said of a window: in a word for machines, in a sentence for people.
struct Statement {
  DescriptionLevel level = DescriptionLevel::Low;
  std::string aspect;  ///< "tempo", "loudness", "brightness", "texture", …
  std::string word;    ///< One of a closed list per aspect: "slow", "moderate", "fast", …
  std::string text;    ///< The sentence, its numbers included.
  std::vector<Evidence> evidence;
  Certainty certainty = Certainty::Sure;  ///< The sentence says it, too.
  bool operator==(const Statement&) const = default;
};

/// A window in words. Deterministic: the same WindowAnalysis gives the same Description. What
/// was not measured is not mentioned.
struct Description {
  std::vector<Statement> statements;  ///< Low level first, then mid, then high.

  bool operator==(const Description&) const = default;
  bool empty() const noexcept { return statements.empty(); }
  /// The word for an aspect; empty where nothing could be said of it.
  std::string_view word_for(std::string_view aspect) const noexcept {
    for (const Statement& s : statements)
      if (s.aspect == aspect) return s.word;
    return {};
  }
};

}  // namespace airmark
