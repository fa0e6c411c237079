#include "analysis/features/spectral_contrast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace airmark::analysis {
namespace {

/// The contrast of frames that are all one block's first lanes.
std::vector<std::vector<float>> contrast_of(const std::vector<Lanes<float>>& spectrum,
                                            std::size_t frame_count) {
  SpectralContrast contrast;
  contrast.reshape(frame_count);
  contrast.measure_block(std::span<const Lanes<float>, kBinCount>(spectrum), 0);
  contrast.finish();
  std::vector<std::vector<float>> bands;
  for (std::size_t b = 0; b < kContrastBandCount; ++b) {
    const auto row = contrast.contrast().columns(b);
    bands.emplace_back(row.begin(), row.end());
  }
  return bands;
}

TEST(SpectralContrast, FlatSpectrumHasNone) {
  std::vector<Lanes<float>> spectrum(kBinCount);
  for (Lanes<float>& bin : spectrum) bin[0] = 0.5f;
  for (const auto& band : contrast_of(spectrum, 1)) EXPECT_EQ(band[0], 0.0f);
}

TEST(SpectralContrast, IsOfTheBandInWhichALineStands) {
  // 1 over a floor of 0.01: the line is one of n bins that the band's peak is the mean of.
  struct Place {
    std::size_t bin;
    std::size_t band;
    double peak_bins;
  };
  for (const auto& [bin, band, peak_bins] :
       {Place{0, 0, 1}, Place{17, 0, 1}, Place{18, 1, 1}, Place{36, 1, 1}, Place{37, 2, 1},
        Place{100, 3, 2}, Place{200, 4, 3}, Place{400, 5, 6}, Place{594, 6, 9},
        Place{1024, 6, 9}}) {
    std::vector<Lanes<float>> spectrum(kBinCount);
    for (Lanes<float>& row : spectrum) row[0] = 0.01f;
    spectrum[bin][0] = 1.0f;
    const auto contrast = contrast_of(spectrum, 1);
    const double peak = (1.0 + 0.01 * (peak_bins - 1.0)) / peak_bins;
    for (std::size_t b = 0; b < kContrastBandCount; ++b)
      EXPECT_NEAR(contrast[b][0], b == band ? 10.0 * std::log10(peak / 0.01) : 0.0, 1e-4)
          << "bin " << bin << ", band " << b;
  }
}

TEST(SpectralContrast, CountsNothingMoreThanEightyDecibelsBelowTheLoudest) {
  std::vector<Lanes<float>> spectrum(kBinCount);
  for (Lanes<float>& bin : spectrum) {
    bin[0] = 1.0f;  // the loudest peaks and valleys, at 0 dB
    bin[1] = 1e-9f;
  }
  spectrum[5][1] = 1e-3f;
  const auto contrast = contrast_of(spectrum, 2);
  EXPECT_NEAR(contrast[0][1], -30.0 + 80.0, 1e-4);
  EXPECT_EQ(contrast[1][1], 0.0f);
}

TEST(SpectralContrast, OfSilenceIsZero) {
  for (const auto& band : contrast_of(std::vector<Lanes<float>>(kBinCount), 3))
    EXPECT_EQ(band, (std::vector<float>{0.0f, 0.0f, 0.0f}));
}

}  // namespace
}  // namespace airmark::analysis
