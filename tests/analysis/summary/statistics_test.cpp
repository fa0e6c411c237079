#include "analysis/summary/statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace airmark::analysis {
namespace {

TEST(Statistics, VarianceIsThatOfThePopulation) {
  const std::vector<double> values{1.0, 2.0, 3.0, 4.0};
  const MeanAndVariance statistics = mean_and_variance(std::span<const double>(values));
  EXPECT_DOUBLE_EQ(statistics.mean, 2.5);
  EXPECT_DOUBLE_EQ(statistics.variance, 1.25);
}

TEST(Statistics, LargeOffsetDoesNotSwallowTheVariance) {
  std::vector<float> values(1000);
  for (std::size_t n = 0; n < values.size(); ++n) values[n] = n % 2 == 0 ? 1048576.0f : 1048577.0f;
  EXPECT_DOUBLE_EQ(mean_and_variance(std::span<const float>(values)).variance, 0.25);
}

TEST(RunningMoments, AreThoseOfAllPiecesTogether) {
  std::vector<float> values(1000);
  for (std::size_t n = 0; n < values.size(); ++n)
    values[n] = 1e6f + static_cast<float>(n * n % 97) - static_cast<float>(n % 7);
  const MeanAndVariance whole = mean_and_variance(std::span<const float>(values));
  double energy = 0.0;
  for (const float value : values)
    energy += static_cast<double>(value) * static_cast<double>(value);
  for (const std::size_t size : {1u, 3u, 64u, 999u, 1000u}) {
    RunningMoments moments;
    moments.add({});
    for (std::size_t n = 0; n < values.size(); n += size)
      moments.add(std::span<const float>(values).subspan(n, std::min(size, values.size() - n)));
    EXPECT_NEAR(moments.mean_and_variance().mean, whole.mean, 1e-9 * whole.mean);
    EXPECT_NEAR(moments.mean_and_variance().variance, whole.variance, 1e-9 * whole.variance);
    EXPECT_NEAR(moments.energy(), energy, 1e-12 * energy);
  }
}

TEST(Statistics, MatrixCountsItsColumnsAndNotWhatFillsUpItsRows) {
  LaneMatrix matrix;
  matrix.reshape(2, 17);
  for (std::size_t row = 0; row < 2; ++row) {
    std::fill_n(matrix.row(row), matrix.stride(), 1e6f);
    std::fill_n(matrix.row(row), 17, row == 0 ? 1.0f : 3.0f);
  }
  const MeanAndVariance statistics = mean_and_variance(matrix);
  EXPECT_DOUBLE_EQ(statistics.mean, 2.0);
  EXPECT_DOUBLE_EQ(statistics.variance, 1.0);
}

TEST(Statistics, EveryLengthIsAddedUpWhole) {
  for (std::size_t count = 1; count < 40; ++count) {
    std::vector<double> values(count);
    std::iota(values.begin(), values.end(), 1.0);
    EXPECT_DOUBLE_EQ(mean_and_variance(std::span<const double>(values)).mean,
                     (static_cast<double>(count) + 1.0) / 2.0);
  }
}

}  // namespace
}  // namespace airmark::analysis
