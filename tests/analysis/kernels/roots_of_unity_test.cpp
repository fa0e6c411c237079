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
      const double angle =
          2.0 * std::numbers::pi * static_cast<double>(part % whole) / static_cast<double>(whole);
      const Root root = root_of_unity(part, whole);
      ASSERT_NEAR(root.cosine, std::cos(angle), 4e-16) << part << " of " << whole;
      ASSERT_NEAR(root.sine, std::sin(angle), 4e-16) << part << " of " << whole;
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
