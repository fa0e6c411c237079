#include "tools/evaluation/measures/mcnemar.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(McNemar, IsTheTwoSidedBinomialTest) {
  EXPECT_DOUBLE_EQ(mcnemar_p(0, 0), 1.0);
  EXPECT_DOUBLE_EQ(mcnemar_p(0, 1), 1.0);
  EXPECT_NEAR(mcnemar_p(0, 10), 2.0 / 1024.0, 1e-15);
  EXPECT_NEAR(mcnemar_p(2, 8), 2.0 * (1.0 + 10.0 + 45.0) / 1024.0, 1e-14);
  EXPECT_DOUBLE_EQ(mcnemar_p(500, 500), 1.0);
}

// Values of scipy.stats.binomtest, SciPy 1.10.
TEST(McNemar, IsExactForManyClips) {
  const auto expect_close = [](double ours, double theirs) {
    EXPECT_NEAR(ours / theirs, 1.0, 1e-9);
  };
  expect_close(mcnemar_p(3, 40), 3.0213413992896676e-09);
  expect_close(mcnemar_p(1000, 1400), 3.2622028367509445e-16);
  expect_close(mcnemar_p(49000, 51000), 2.588716038346895e-10);
  expect_close(mcnemar_p(49684, 50316), 0.045999035384277846);
  EXPECT_EQ(mcnemar_p(0, 100000), 0.0);
}

TEST(McNemar, DoesNotCareWhichTaggerIsFirst) { EXPECT_EQ(mcnemar_p(7, 19), mcnemar_p(19, 7)); }

}  // namespace
}  // namespace airmark::tools
