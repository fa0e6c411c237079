#pragma once

#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

/// One word of a scale: holds for values below `below` that no earlier word holds for.
struct ScaleWord {
  std::string_view word;  ///< Empty where there is nothing worth saying.
  double below;
  std::string_view sense = {};  ///< What the word means in sound, for the sentence.
};

/// One aspect that a single number decides.
struct WordScale {
  DescriptionLevel level;
  std::string_view aspect;
  std::string_view cue;    ///< Decides the word.
  std::string_view noun;   ///< "a slow tempo": what the word goes with elsewhere.
  std::string_view words;  ///< The sentence: {sure}, {word}, {sense}, {value}, {second}.
  std::string_view second_cue = {};
  /// The sentence where the second cue was not measured; without one, the scale does not apply.
  std::string_view without_second = {};
  std::string_view confidence_cue =
      {};                   ///< How likely the value is right; sure where there is none.
  bool table_only = false;  ///< Only for windows of which a row of gtzan58 is all that is known.
  std::vector<ScaleWord> limits;  ///< Ascending; the last has no upper limit.
};

/// Low-level aspects first; of several scales for one aspect the first that applies decides. The
/// sources of the limits are in analysis/describe/README.md.
std::span<const WordScale> word_scales();

/// What word_scales() is put together from: rhythm, harmony, sound.
std::vector<WordScale> rhythm_scales();
std::vector<WordScale> harmony_scales();
std::vector<WordScale> sound_scales();

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

}  // namespace airmark::analysis
