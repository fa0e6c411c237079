#pragma once

#include <span>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// Mean and population variance (divided by the count), in double.
struct MeanAndVariance {
  double mean = 0.0;
  double variance = 0.0;
};

/// Requires at least one value.
MeanAndVariance mean_and_variance(std::span<const double> values) noexcept;
MeanAndVariance mean_and_variance(std::span<const float> values) noexcept;
/// Of all rows and columns together.
MeanAndVariance mean_and_variance(const LaneMatrix& values) noexcept;

}  // namespace airmark::analysis
