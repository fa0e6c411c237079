#include "tools/evaluation/joint_spending.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(JointSpending, ReachesItsMostWithTheLastDollar) {
  JointSpending spending;
  EXPECT_FALSE(spending.reaches(0.0)) << "nothing was paid";
  spending.add(0.75);
  EXPECT_FALSE(spending.reaches(1.0));
  spending.add(0.25);
  EXPECT_TRUE(spending.reaches(1.0));
  EXPECT_FALSE(spending.reaches(1.5));
}

}  // namespace
}  // namespace airmark::tools
