#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "tools/evaluation/measures/bootstrap.h"
#include "tools/evaluation/measures/estimate.h"
#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {

/// The figures that are told with an interval; as numbers for one resample, as estimates for all.
template <typename Figure>
struct ScoreTable {
  Figure accuracy{};
  Figure top3{};
  Figure balanced_accuracy{};
  Figure macro_f1{};
  Figure cohen_kappa{};
  Figure calibration_error{};
  Figure brier_score{};
};
using Scores = ScoreTable<double>;
using ScoreEstimates = ScoreTable<Estimate>;

/// Of the chosen outcomes. One pass over them, then one over the genres, because an interval asks
/// 2000 times. Requires a choice that is not empty.
Scores scores(std::span<const Outcome> outcomes, Resample chosen, std::size_t genre_count);

/// Of all outcomes, with intervals. Requires outcomes.
ScoreEstimates estimate_scores(std::span<const Outcome> outcomes, std::size_t genre_count,
                               std::uint64_t seed);

}  // namespace airmark::tools
