#include "analysis/features/spectral_moments.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/features/bandwidth.h"
#include "analysis/features/centroid.h"
#include "analysis/features/magnitude_sum.h"

namespace airmark::analysis {
namespace {

using Spectrum = std::vector<Lanes<float>>;

SpectralMoments moments_of(const Spectrum& spectrum) {
  const std::span<const Lanes<float>, kBinCount> bins(spectrum);
  const Lanes<double> sums = magnitude_sum(bins);
  const Lanes<double> centroids = spectral_centroid_hz(bins, sums);
  return spectral_moments(bins, centroids, spectral_bandwidth_hz(bins, sums, centroids));
}

TEST(SpectralMoments, TwoEqualLinesHaveNoSkewAndTheLeastKurtosis) {
  Spectrum spectrum(kBinCount);
  spectrum[100][3] = 2.0f;
  spectrum[300][3] = 2.0f;
  const SpectralMoments moments = moments_of(spectrum);
  EXPECT_NEAR(moments.skewness[3], 0.0, 1e-12);
  EXPECT_NEAR(moments.kurtosis[3], 1.0, 1e-12);
  EXPECT_NEAR(moments.crest[3], 1025.0 / 2.0, 1e-9);
}

TEST(SpectralMoments, UnequalLinesLeanAwayFromTheWeakerOne) {
  // Shares 0.9 and 0.1: skewness (1 - 2p) / sqrt(p (1 - p)) with p = 0.1.
  Spectrum spectrum(kBinCount);
  spectrum[100][0] = 9.0f;
  spectrum[300][0] = 1.0f;
  spectrum[100][1] = 1.0f;
  spectrum[300][1] = 9.0f;
  const SpectralMoments moments = moments_of(spectrum);
  EXPECT_NEAR(moments.skewness[0], 0.8 / 0.3, 1e-9);
  EXPECT_NEAR(moments.skewness[1], -0.8 / 0.3, 1e-9);
  EXPECT_NEAR(moments.kurtosis[0], 1.0 + 0.64 / 0.09, 1e-9);
}

TEST(SpectralMoments, GaussianShapeHasKurtosisThree) {
  Spectrum spectrum(kBinCount);
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const double place = (static_cast<double>(k) - 500.0) / 50.0;
    spectrum[k][15] = static_cast<float>(std::exp(-0.5 * place * place));
  }
  const SpectralMoments moments = moments_of(spectrum);
  EXPECT_NEAR(moments.skewness[15], 0.0, 1e-5);
  EXPECT_NEAR(moments.kurtosis[15], 3.0, 1e-4);
}

TEST(SpectralMoments, FlatSpectrumHasCrestOneAndSilenceIsZero) {
  Spectrum spectrum(kBinCount);
  for (Lanes<float>& bin : spectrum) {
    bin[0] = 0.25f;
    bin[2] = 1e-42f;  // too little to be told from nothing
  }
  const SpectralMoments moments = moments_of(spectrum);
  EXPECT_NEAR(moments.crest[0], 1.0, 1e-12);
  EXPECT_NEAR(moments.kurtosis[0], 1.8, 1e-3);  // a uniform distribution
  for (const std::size_t silent : {1u, 2u}) {
    EXPECT_EQ(moments.skewness[silent], 0.0);
    EXPECT_EQ(moments.kurtosis[silent], 0.0);
    EXPECT_EQ(moments.crest[silent], 0.0);
  }
}

}  // namespace
}  // namespace airmark::analysis
