#include "analysis/timbre/dynamic_range.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace airmark::analysis {
namespace {

/// One value per frame, 43 a second; levels in dBFS, each for so many seconds.
std::vector<double> levels(const std::vector<std::pair<double, double>>& parts) {
  std::vector<double> rms;
  for (const auto& [dbfs, duration_s] : parts)
    rms.insert(rms.end(), static_cast<std::size_t>(std::lround(43.0 * duration_s)),
               std::pow(10.0, dbfs / 20.0));
  return rms;
}

double range_db(const std::vector<std::pair<double, double>>& parts) {
  return DynamicRange().measure_db(levels(parts)).value();
}

TEST(DynamicRange, IsTheDistanceOfTwoLevels) {
  EXPECT_NEAR(range_db({{-10, 15}, {-30, 15}}), 20.0, 1e-9);
  EXPECT_NEAR(range_db({{-30, 15}, {-10, 15}}), 20.0, 1e-9);
  EXPECT_NEAR(range_db({{-10, 15}, {-13, 15}}), 3.0, 1e-9);
}

TEST(DynamicRange, ASteadyLevelHasNone) { EXPECT_EQ(range_db({{-20, 30}}), 0.0); }

TEST(DynamicRange, FasterChangesThanASecondEvenOut) {
  std::vector<std::pair<double, double>> beats;
  for (int n = 0; n < 60; ++n) {
    beats.emplace_back(-10.0, 0.25);
    beats.emplace_back(-40.0, 0.25);
  }
  EXPECT_LT(range_db(beats), 1.0);
}

TEST(DynamicRange, APauseIsNoQuietPassage) {
  EXPECT_LT(range_db({{-10, 10}, {-300, 10}, {-13, 10}}), 12.0);
  EXPECT_GT(range_db({{-10, 10}, {-50, 10}, {-13, 10}}), 39.0);
}

TEST(DynamicRange, TheLoudestTwentiethAndTheQuietestTenthDoNotDecide) {
  EXPECT_NEAR(range_db({{0, 1}, {-20, 58}, {-50, 1}}), 0.0, 0.1);
}

TEST(DynamicRange, NeedsASecondAndSound) {
  EXPECT_FALSE(DynamicRange().measure_db(levels({{-20, 0.9}})));
  EXPECT_TRUE(DynamicRange().measure_db(levels({{-20, 1.0}})));
  EXPECT_FALSE(DynamicRange().measure_db(std::vector<double>(1000, 0.0)));
}

}  // namespace
}  // namespace airmark::analysis
