#include "analysis/spectrum/stft.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/spectrum/inverse_stft.h"
#include "tests/support/golden_values.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

class StftGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(StftGolden, MagnitudesAreThoseOfLibrosa) {
  const testing::WindowSpectra spectra(testing::golden_signal(GetParam()));
  const auto step = testing::golden_of(GetParam()).at("decim_stft").get<std::size_t>();
  const testing::GoldenMatrix golden = testing::golden_matrix(GetParam(), "stft_mag", step);
  ASSERT_EQ(golden.values.row_count, kBinCount);
  for (std::size_t column = 0; column < golden.values.column_count; ++column) {
    float loudest = 0.0f;
    for (std::size_t k = 0; k < kBinCount; ++k)
      loudest = std::max(loudest, golden.values.at(k, column));
    const auto magnitudes = spectra.magnitudes.frame(column * step);
    for (std::size_t k = 0; k < kBinCount; ++k)
      ASSERT_NEAR(magnitudes[k], golden.values.at(k, column), 1e-5 * loudest)
          << "bin " << k << ", frame " << column * step;
  }
}

INSTANTIATE_TEST_SUITE_P(Librosa, StftGolden,
                         ::testing::Values("chords", "clicks120", "chirp", "short", "silence"),
                         [](const auto& signal) { return std::string(signal.param); });

TEST(Stft, SineIsLoudestInItsOwnBin) {
  const std::vector<float> samples = testing::sine(100 * kBinHz, 1.0, kAnalysisRateHz, 0.5);
  const testing::WindowSpectra spectra(samples);
  const auto middle = spectra.magnitudes.frame(20);
  EXPECT_EQ(std::max_element(middle.begin(), middle.end()) - middle.begin(), 100);
  // Amplitude 0.5, half of it at each of +f and -f, under a window whose mean is one half.
  EXPECT_NEAR(middle[100], 0.5 / 2 * kFrameSize / 2, 1e-3);
}

TEST(InverseStft, GivesTheSamplesBackWhenNothingIsMasked) {
  std::vector<Lanes<float>> everything(kBinCount);
  for (Lanes<float>& bin : everything) bin.values.fill(1.0f);
  for (const std::size_t sample_count : {1025u, 1536u, 2048u, 15 * 512u, 16 * 512u, 20000u}) {
    const std::vector<float> samples = testing::white_noise(1.0, static_cast<double>(sample_count));
    const testing::WindowSpectra spectra(samples);
    const std::size_t frame_count = spectra.magnitudes.frame_count();
    std::vector<float> restored(kHopSize * (frame_count - 1), -999.0f);
    InverseStft inverse;
    inverse.start(frame_count, restored);
    for (const SpectrumBlock& block : spectra.blocks)
      inverse.add(block, std::span<const Lanes<float>, kBinCount>(everything));
    for (std::size_t n = 0; n < restored.size(); ++n)
      ASSERT_NEAR(restored[n], samples[n], 2e-7) << "sample " << n << " of " << sample_count;
  }
}

}  // namespace
}  // namespace airmark::analysis
