#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/evaluation/measures/estimate.h"

namespace airmark::tools {

/// What a model said of one clip that it was not trained on.
struct Prediction {
  std::size_t label = 0;              ///< The truth.
  std::vector<double> probabilities;  ///< One per class.
};

/// How good predictions are.
struct Figures {
  std::size_t clip_count = 0;
  Estimate accuracy;           ///< The first tag is right.
  Estimate top3;               ///< One of the first three is.
  Estimate calibration_error;  ///< ECE: 10 equal bins of the first tag's probability (Guo 2017).
  double log_loss = 0.0;       ///< Mean of −ln of the truth's probability.
  std::vector<double> recall;  ///< Per class; 0 where it has no clips.
  std::vector<std::vector<std::size_t>> confusion;  ///< [truth][first tag]
};

/// Requires predictions. Intervals come from kResamples resamples drawn with `seed`; they treat
/// clips as independent, so where artists repeat they are narrower than the truth.
Figures figures(std::span<const Prediction> predictions, int seed);

}  // namespace airmark::tools
