#include "llm/policy/money.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace airmark::llm {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(Money, IsRoundedAgainstTheSpender) {
  EXPECT_EQ(nano_dollars_up(0.0105), 10'500'000);
  EXPECT_EQ(nano_dollars_up(0.1), 100'000'000);
  EXPECT_EQ(nano_dollars_up(1.2e-9), 2);
  EXPECT_EQ(nano_dollars_up(1e-15), 1);
  EXPECT_EQ(nano_dollars_down(1.9e-9), 1);
  EXPECT_EQ(nano_dollars_down(0.3), 300'000'000);
  for (int nano = 0; nano < 100'000; nano += 7) {  // a whole number stays what it is
    EXPECT_EQ(nano_dollars_up(usd_of(nano)), nano);
    EXPECT_EQ(nano_dollars_down(usd_of(nano)), nano);
  }
}

TEST(Money, IsNeverAnUnknownOrNegativeAmount) {
  EXPECT_EQ(nano_dollars_up(-1.0), 0);
  EXPECT_EQ(nano_dollars_down(-1.0), 0);
  EXPECT_EQ(nano_dollars_up(kInfinite), kMostNanoDollars);
  EXPECT_EQ(nano_dollars_up(std::nan("")), kMostNanoDollars);
  EXPECT_EQ(nano_dollars_down(std::nan("")), 0);
  EXPECT_EQ(nano_dollars_down(-kInfinite), 0);
}

TEST(Money, ReadsAsDollars) {
  EXPECT_EQ(dollars_text(0), "$0.00");
  EXPECT_EQ(dollars_text(1'000'000'000), "$1.00");
  EXPECT_EQ(dollars_text(998'700'000), "$0.9987");
  EXPECT_EQ(dollars_text(12'500'000'000), "$12.50");
  EXPECT_EQ(dollars_text(120'000), "$0.00012");
  EXPECT_EQ(dollars_text(1), "$0.000000001");
  EXPECT_EQ(dollars_text(2'345'678), "$0.0023");
}

}  // namespace
}  // namespace airmark::llm
