#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "analysis/vocabulary/tagger.h"

namespace airmark::analysis {

/// How a rule's vote, -1 (against) to 1 (in favour), follows from its number.
enum class VoteShape {
  Ramp,   ///< -1 at `first`, 1 at `second`, straight between, held beyond; falls if first > second.
  Around  ///< 1 within half of `second` from `first`, 0 at `second`, -1 from 1.5 times `second` on.
};

/// One row of the table: this number speaks for or against this genre.
struct GenreRule {
  std::string_view genre;
  std::string_view cue;  ///< As find_cue() knows it.
  VoteShape shape;
  double first;
  double second;
  double weight;
  std::string_view why;  ///< What it sounds like when the rule is in favour.
};

/// What one genre starts from: easily met rules start lower.
struct GenreStart {
  std::string_view genre;
  double score;
};

std::span<const GenreRule> genre_rules();
std::span<const GenreStart> genre_starts();

/// Tags by the documented rules, with no training behind it but the table's numbers.
///
/// Method     a genre's score is its start plus the weighted mean of its rules' votes; a softmax
///            makes probabilities of the scores; see "Rules and tracking" in
///            analysis/classify/README.md.
/// Output     all ten genres; empty in silence and where no rule's number was measured.
/// Threads    none inside; the object holds no state.
std::unique_ptr<Tagger> make_heuristic_tagger();

}  // namespace airmark::analysis
