#include "analysis/features/harmonic_percussive.h"

#include <gtest/gtest.h>

#include "tests/support/golden_values.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

/// The masks of all frames of a window.
std::vector<std::array<float, kBinCount>> masks_of(std::span<const float> samples) {
  const testing::WindowSpectra spectra(samples);
  const FrameMagnitudes& magnitudes = spectra.magnitudes;
  std::vector<std::array<float, kBinCount>> masks(magnitudes.frame_count());
  HarmonicMask harmonic_mask;
  MagnitudeBlock block;
  for (std::size_t b = 0; b < block_count_of(masks.size()); ++b) {
    block.load(magnitudes, b);
    harmonic_mask.add(block, b);
    harmonic_mask.measure(magnitudes, b);
    for (std::size_t lane = 0; lane < kBlockFrames && b * kBlockFrames + lane < masks.size();
         ++lane)
      for (std::size_t k = 0; k < kBinCount; ++k)
        masks[b * kBlockFrames + lane][k] = harmonic_mask.mask()[k][lane];
  }
  return masks;
}

class MaskGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(MaskGolden, IsThatOfLibrosa) {
  const auto masks = masks_of(testing::golden_signal(GetParam()));
  const auto step = testing::golden_of(GetParam()).at("decim_stft").get<std::size_t>();
  const auto golden = testing::golden_matrix(GetParam(), "hpss_mask_harm", step);
  ASSERT_EQ(golden.values.row_count, kBinCount);
  ASSERT_EQ(golden.values.column_count, (masks.size() + step - 1) / step);
  for (std::size_t column = 0; column < golden.values.column_count; ++column)
    for (std::size_t k = 0; k < kBinCount; ++k)
      ASSERT_NEAR(masks[column * step][k], golden.values.at(k, column), 1e-3)
          << "bin " << k << ", frame " << column * step;
}

INSTANTIATE_TEST_SUITE_P(Librosa, MaskGolden,
                         ::testing::Values("chords", "clicks120", "chirp", "short", "silence"),
                         [](const auto& signal) { return std::string(signal.param); });

TEST(HarmonicMask, ToneIsHarmonicAndClickIsPercussive) {
  std::vector<float> samples = testing::sine(100 * kBinHz, 3.0, kAnalysisRateHz);
  samples[40 * kHopSize] += 1.0f;
  const auto masks = masks_of(samples);
  EXPECT_GT(masks[40][100], 0.99f);  // the tone's bin, even under the click
  EXPECT_LT(masks[40][700], 0.01f);  // the click far away from the tone
}

}  // namespace
}  // namespace airmark::analysis
