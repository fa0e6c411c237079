#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/estimate.h"

namespace airmark::tools {

/// Two taggers on the clips that count for both.
struct Comparison {
  std::string first, second;
  std::size_t clip_count = 0;
  std::size_t both_right = 0, only_first_right = 0, only_second_right = 0, both_wrong = 0;
  double agreement = 0.0;        ///< Share of clips with the same first tag; no answer has none.
  double kappa = 0.0;            ///< Of their first tags. Cohen 1960.
  double mcnemar_p = 1.0;        ///< Exact, two-sided, mid-p left out. McNemar 1947.
  Estimate accuracy_difference;  ///< First less second; interval by paired bootstrap, -1..1.
};

/// Clips are matched by file. Without common clips everything is 0 and p is 1.
Comparison compare_answers(const TaggerAnswers& first, const TaggerAnswers& second,
                           std::uint64_t seed);

}  // namespace airmark::tools
