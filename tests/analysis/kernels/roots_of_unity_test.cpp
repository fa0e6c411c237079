#include "analysis/kernels/roots_of_unity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <tuple>

namespace airmark::analysis::kernels {
namespace {

TEST(RootOfUnity, IsCosineAndSineOfItsFractionInEveryEighth) {
  for (const std::size_t whole : {8u, 344u, 2048u})
    for (std::size_t part = 0; part < 2 * whole; ++part) {
      const long double angle = 2.0L * std::numbers::pi_v<long double> *
                                static_cast<long double>(part % whole) /
                                static_cast<long double>(whole);
      const Root root = root_of_unity(part, whole);
      constexpr double kHalfADigit = 1.2e-16;
      ASSERT_NEAR(root.cosine, static_cast<double>(std::cos(angle)), kHalfADigit)
          << part << " of " << whole;
      ASSERT_NEAR(root.sine, static_cast<double>(std::sin(angle)), kHalfADigit)
          << part << " of " << whole;
    }
}

TEST(RootOfUnity, QuartersAreExact) {
  for (const auto& [part, cosine, sine] :
       {std::tuple{0u, 1.0, 0.0}, {2u, 0.0, 1.0}, {4u, -1.0, 0.0}, {6u, 0.0, -1.0}}) {
    EXPECT_EQ(root_of_unity(part, 8).cosine, cosine);
    EXPECT_EQ(root_of_unity(part, 8).sine, sine);
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels
