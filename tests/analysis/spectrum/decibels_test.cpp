#include "analysis/spectrum/decibels.h"

#include <gmock/gmock.h>

#include <array>

namespace airmark::analysis {
namespace {

using ::testing::FloatEq;

TEST(Decibels, CountsFromPowerOneAndStopsAtMinusHundred) {
  std::array<float, 4> values{1.0f, 0.001f, 0.0f, 1e-30f};
  to_decibels(values);
  EXPECT_THAT(values, ::testing::ElementsAre(FloatEq(0.0f), FloatEq(-30.0f), FloatEq(-100.0f),
                                             FloatEq(-100.0f)));
}

TEST(Decibels, NothingCountsAsMoreThanEightyBelowTheLoudest) {
  LaneMatrix matrix;
  matrix.reshape(2, 2);
  matrix.row(0)[0] = -10.0f;
  matrix.row(0)[1] = -95.0f;
  matrix.row(1)[0] = -89.0f;
  matrix.row(1)[1] = -100.0f;
  limit_dynamic_range(matrix);
  EXPECT_THAT(matrix.columns(0), ::testing::ElementsAre(-10.0f, -90.0f));
  EXPECT_THAT(matrix.columns(1), ::testing::ElementsAre(-89.0f, -90.0f));
}

TEST(Decibels, WhatIsNoColumnDoesNotCount) {
  LaneMatrix matrix;
  matrix.reshape(1, 1);
  matrix.row(0)[0] = -95.0f;
  matrix.row(0)[1] = 50.0f;
  limit_dynamic_range(matrix);
  EXPECT_EQ(matrix.row(0)[0], -95.0f);
}

}  // namespace
}  // namespace airmark::analysis
