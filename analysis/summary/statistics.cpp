#include "analysis/summary/statistics.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "analysis/kernels/samples.h"

namespace airmark::analysis {
namespace {

/// Around one of the values, the mean square less the squared mean loses no more digits than the
/// count has: a value far from all others makes the variance great itself.
MeanAndVariance around(double centre, const kernels::DeviationSums& sums, double count) {
  const double offset = sums.sum / count;
  return {centre + offset, std::max(0.0, sums.squares / count - offset * offset)};
}

template <typename T>
MeanAndVariance of_row(std::span<const T> values) {
  assert(!values.empty());
  const auto centre = static_cast<double>(values.front());
  return around(centre, kernels::deviations_of(values.data(), values.size(), centre),
                static_cast<double>(values.size()));
}

}  // namespace

MeanAndVariance mean_and_variance(std::span<const double> values) noexcept {
  return of_row(values);
}

MeanAndVariance mean_and_variance(std::span<const float> values) noexcept { return of_row(values); }

MeanAndVariance mean_and_variance(const LaneMatrix& values) noexcept {
  const auto centre = static_cast<double>(values.row(0)[0]);
  kernels::DeviationSums sums;
  for (std::size_t row = 0; row < values.row_count(); ++row) {
    const kernels::DeviationSums of_one =
        kernels::deviations_of(values.row(row), values.column_count(), centre);
    sums.sum += of_one.sum;
    sums.squares += of_one.squares;
  }
  return around(centre, sums, static_cast<double>(values.row_count() * values.column_count()));
}

void RunningMoments::add(std::span<const float> values) noexcept {
  if (values.empty()) return;
  const MeanAndVariance piece = analysis::mean_and_variance(values);
  const auto count = static_cast<double>(values.size());
  const double distance = piece.mean - mean_;
  const double share = count / (count_ + count);
  deviations_ += piece.variance * count + distance * distance * count_ * share;
  mean_ += distance * share;
  count_ += count;
}

MeanAndVariance RunningMoments::mean_and_variance() const noexcept {
  assert(count_ > 0.0);
  return {mean_, deviations_ / count_};
}

double RunningMoments::energy() const noexcept { return deviations_ + count_ * mean_ * mean_; }

}  // namespace airmark::analysis
