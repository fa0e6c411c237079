#include "tools/evaluation/measures/coverage.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

Outcome outcome(double confidence, bool right) {
  return {0, right ? 0u : 1u, right, confidence, 0.0};
}

TEST(CoverageCurve, GoesFromTheSurestClipToAll) {
  const auto curve = coverage_curve(std::vector<Outcome>{outcome(0.4, false), outcome(0.9, true),
                                                         outcome(0.6, false), outcome(0.7, true)});
  ASSERT_EQ(curve.size(), 4u);
  EXPECT_DOUBLE_EQ(curve[0].coverage, 0.25);
  EXPECT_DOUBLE_EQ(curve[0].least_confidence, 0.9);
  EXPECT_DOUBLE_EQ(curve[1].accuracy, 1.0);
  EXPECT_DOUBLE_EQ(curve[2].accuracy, 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(curve[3].coverage, 1.0);
  EXPECT_DOUBLE_EQ(curve[3].accuracy, 0.5);
  EXPECT_DOUBLE_EQ(accuracy_of_surest_half(curve), 1.0);
}

TEST(CoverageCurve, DoesNotPartEqualConfidences) {
  const auto curve = coverage_curve(std::vector<Outcome>{outcome(0.5, true), outcome(0.8, true),
                                                         outcome(0.5, false), outcome(0.5, false)});
  ASSERT_EQ(curve.size(), 2u);
  EXPECT_DOUBLE_EQ(curve[0].coverage, 0.25);
  EXPECT_DOUBLE_EQ(curve[1].coverage, 1.0);
  EXPECT_DOUBLE_EQ(accuracy_of_surest_half(curve), 0.5);
}

}  // namespace
}  // namespace airmark::tools
