#include "analysis/features/delta.h"

#include <gmock/gmock.h>

#include <numeric>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::DoubleEq;
using ::testing::Each;

std::vector<double> slopes_of(const std::vector<float>& values) {
  std::vector<double> result(values.size());
  slopes(values, result);
  return result;
}

TEST(Slopes, OfAStraightLineAreItsSlopeInEveryFrameOfAnyLength) {
  for (std::size_t count = 2; count < 30; ++count) {
    std::vector<float> line(count);
    for (std::size_t n = 0; n < count; ++n) line[n] = 3.0f - 0.5f * static_cast<float>(n);
    EXPECT_THAT(slopes_of(line), Each(DoubleEq(-0.5))) << count;
  }
}

TEST(Slopes, OfAnImpulseAreTheNineWeightsTurnedRound) {
  std::vector<float> impulse(31);
  impulse[15] = 60.0f;
  const std::vector<double> slopes = slopes_of(impulse);
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    const double distance = 15.0 - static_cast<double>(t);
    EXPECT_DOUBLE_EQ(slopes[t], std::abs(distance) <= 4.0 ? distance : 0.0) << t;
  }
}

TEST(Slopes, OfTheFirstAndLastFourAreThoseOfTheFirstAndLastNine) {
  std::vector<float> squares(20);
  for (std::size_t n = 0; n < squares.size(); ++n) squares[n] = static_cast<float>(n * n);
  const std::vector<double> slopes = slopes_of(squares);
  for (std::size_t t = 0; t < slopes.size(); ++t)
    EXPECT_DOUBLE_EQ(slopes[t], 2.0 * std::clamp(static_cast<double>(t), 4.0, 15.0)) << t;
}

}  // namespace
}  // namespace airmark::analysis
