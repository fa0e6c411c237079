#include "analysis/features/flux.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numbers>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;

/// Frames that hold one line each, of this magnitude; magnitude 0 is silence.
struct Line {
  std::size_t bin;
  float magnitude;
};

std::vector<double> flux_of(const std::vector<Line>& lines) {
  FrameMagnitudes magnitudes;
  magnitudes.reshape(lines.size());
  for (std::size_t t = 0; t < lines.size(); ++t) {
    std::ranges::fill(magnitudes.frame(t), 0.0f);
    magnitudes.frame(t)[lines[t].bin] = lines[t].magnitude;
  }
  std::vector<double> flux(lines.size() - 1);
  spectral_flux(magnitudes, flux);
  return flux;
}

TEST(SpectralFlux, IsZeroWhereOnlyTheLevelChanges) {
  EXPECT_EQ(flux_of({{7, 1.0f}, {7, 4.0f}, {7, 0.25f}}), (std::vector<double>{0.0, 0.0}));
}

TEST(SpectralFlux, IsTheRootOfTwoBetweenSpectraWithNothingInCommon) {
  for (const std::size_t bin : {0u, 15u, 16u, 1023u, 1024u}) {
    const auto flux = flux_of({{512, 3.0f}, {bin, 0.5f}});
    EXPECT_DOUBLE_EQ(flux[0], std::numbers::sqrt2) << bin;
  }
}

TEST(SpectralFlux, IsOneIntoAndOutOfSilenceAndZeroWithinIt) {
  EXPECT_EQ(flux_of({{1, 0.0f}, {1, 0.0f}, {1, 1.0f}, {1, 0.0f}}),
            (std::vector<double>{0.0, 1.0, 1.0}));
}

TEST(SpectralFlux, IsOfEachFrameAndTheOneBeforeIt) {
  EXPECT_THAT(flux_of({{3, 1.0f}, {3, 2.0f}, {4, 2.0f}, {4, 1.0f}}),
              ElementsAre(0.0, DoubleEq(std::numbers::sqrt2), 0.0));
}

}  // namespace
}  // namespace airmark::analysis
