// The minimum requirements of EBU Tech 3342 (version 3, January 2016), table 1: the loudness range
// within ±1 LU. Cases 5 and 6 are broadcast recordings and cannot be made by a formula.
#include <gtest/gtest.h>

#include "tests/analysis/loudness/ebu_signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::loudness_of;
using airmark::testing::stereo_tones;
using airmark::testing::Tone;

constexpr double kTolerance = 1.0;

class Tech3342 : public ::testing::TestWithParam<double> {
 protected:
  static double range_lu(const std::vector<Tone>& parts) {
    return loudness_of(stereo_tones(parts, GetParam()), GetParam()).range_lu;
  }
};

INSTANTIATE_TEST_SUITE_P(Rates, Tech3342, ::testing::Values(44100.0, 48000.0));

TEST_P(Tech3342, Cases1To3AreTwoLevels) {
  EXPECT_NEAR(range_lu({{-20, 20}, {-30, 20}}), 10.0, kTolerance);
  EXPECT_NEAR(range_lu({{-20, 20}, {-15, 20}}), 5.0, kTolerance);
  EXPECT_NEAR(range_lu({{-40, 20}, {-20, 20}}), 20.0, kTolerance);
}

TEST_P(Tech3342, Case4IsStairsUpAndDown) {
  EXPECT_NEAR(range_lu({{-50, 20}, {-35, 20}, {-20, 20}, {-35, 20}, {-50, 20}}), 15.0, kTolerance);
}

}  // namespace
}  // namespace airmark::analysis
