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

/// Mean and variance of values that come piece by piece and are not kept.
///
/// Method     each piece around its own first value, pieces put together as Chan, Golub & LeVeque
///            (1979) do, so that a mean far from zero costs no digits.
class RunningMoments {
 public:
  void add(std::span<const float> values) noexcept;

  /// Requires at least one value.
  MeanAndVariance mean_and_variance() const noexcept;

  /// Sum of squares.
  double energy() const noexcept;

 private:
  double count_ = 0.0;
  double mean_ = 0.0;
  double deviations_ = 0.0;  // sum of the squared distances from the mean
};

}  // namespace airmark::analysis
