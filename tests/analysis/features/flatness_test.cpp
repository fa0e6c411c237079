#include "analysis/features/flatness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace airmark::analysis {
namespace {

using Powers = std::vector<Lanes<float>>;

Lanes<double> flatness_of(const Powers& powers) {
  return spectral_flatness(std::span<const Lanes<float>, kBinCount>(powers));
}

TEST(SpectralFlatness, IsOneWhereAllBinsAreAlikeAtAnyLevelAndInSilence) {
  Powers powers(kBinCount);
  for (Lanes<float>& bin : powers) {
    bin[1] = 1.0f;
    bin[2] = 1e-6f;
    bin[3] = 1e30f;
  }
  for (std::size_t lane = 0; lane < 4; ++lane)
    EXPECT_NEAR(flatness_of(powers)[lane], 1.0, 1e-12) << "lane " << lane;
}

TEST(SpectralFlatness, IsTheGeometricOverTheArithmeticMean) {
  Powers powers(kBinCount);
  for (std::size_t k = 0; k < kBinCount; ++k) powers[k][5] = k % 2 == 0 ? 4.0f : 1.0f;
  constexpr double kFours = 513.0;  // of 1025
  const double geometric = std::pow(4.0, kFours / 1025.0);
  const double arithmetic = (4.0 * kFours + 512.0) / 1025.0;
  EXPECT_NEAR(flatness_of(powers)[5], geometric / arithmetic, 1e-12);
}

TEST(SpectralFlatness, OfOneLineIsTheFloorOverItsShare) {
  Powers powers(kBinCount);
  powers[100][0] = 1025.0f;
  const double geometric = std::pow(1e-10, 1024.0 / 1025.0) * std::pow(1025.0, 1.0 / 1025.0);
  EXPECT_NEAR(flatness_of(powers)[0], geometric, 1e-15);
}

}  // namespace
}  // namespace airmark::analysis
