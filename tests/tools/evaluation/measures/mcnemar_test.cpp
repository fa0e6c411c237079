#include "tools/evaluation/measures/mcnemar.h"

#include <gtest/gtest.h>

#include <cmath>

namespace airmark::tools {
namespace {

TEST(McNemar, IsTheTwoSidedBinomialTest) {
  EXPECT_DOUBLE_EQ(mcnemar_p(0, 0), 1.0);
  EXPECT_DOUBLE_EQ(mcnemar_p(0, 1), 1.0);
  EXPECT_NEAR(mcnemar_p(0, 10), 2.0 / 1024.0, 1e-15);
  EXPECT_NEAR(mcnemar_p(2, 8), 2.0 * (1.0 + 10.0 + 45.0) / 1024.0, 1e-14);
  EXPECT_DOUBLE_EQ(mcnemar_p(500, 500), 1.0);
}

TEST(McNemar, DoesNotCareWhichTaggerIsFirst) { EXPECT_EQ(mcnemar_p(7, 19), mcnemar_p(19, 7)); }

TEST(McNemar, IsTheNormalDistributionForManyClips) {
  // 100,000 clips, two standard deviations apart, with the continuity correction of half a clip
  const double n = 100000.0, few = 49684.0;
  const double z = (n / 2 - few - 0.5) / std::sqrt(n / 4);
  EXPECT_NEAR(mcnemar_p(49684, 50316), std::erfc(z / std::sqrt(2.0)), 1e-6);
  EXPECT_EQ(mcnemar_p(0, 100000), 0.0);
}

}  // namespace
}  // namespace airmark::tools
