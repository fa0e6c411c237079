#include "analysis/spectrum/mel_bands.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/spectrum/magnitude_block.h"
#include "tests/support/golden_values.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

TEST(MelBands, WeightsAreThoseOfLibrosa) {
  const MelBands mel_bands;
  const auto& constants = testing::golden_json().at("const");
  const std::vector<float> golden = testing::golden_series("const", "mel_weights");
  std::size_t place = 0;
  for (std::size_t band = 0; band < kMelBandCount; ++band) {
    ASSERT_EQ(mel_bands.first_bin(band), constants.at("mel_start")[band].get<std::size_t>());
    ASSERT_EQ(mel_bands.weights(band).size(), constants.at("mel_count")[band].get<std::size_t>());
    for (const float weight : mel_bands.weights(band)) {
      ASSERT_NEAR(weight, golden[place], 2e-7 * golden[place]) << "band " << band;
      ++place;
    }
  }
  EXPECT_EQ(place, golden.size());
}

class MelGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(MelGolden, PowersAreThoseOfLibrosa) {
  const testing::WindowSpectra spectra(testing::golden_signal(GetParam()));
  const auto step = testing::golden_of(GetParam()).at("decim_mel").get<std::size_t>();
  const testing::GoldenMatrix golden = testing::golden_matrix(GetParam(), "mel", step);
  const MelBands mel_bands;
  MagnitudeBlock block;
  std::array<Lanes<float>, kMelBandCount> bands;
  for (std::size_t column = 0; column < golden.values.column_count; ++column) {
    const std::size_t frame = column * step;
    block.load(spectra.magnitudes, frame / kBlockFrames);
    mel_bands.measure(block.powers(), bands);
    float loudest = 0.0f;
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      loudest = std::max(loudest, golden.values.at(band, column));
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      ASSERT_NEAR(bands[band][frame % kBlockFrames], golden.values.at(band, column), 1e-5 * loudest)
          << "band " << band << ", frame " << frame;
  }
}

INSTANTIATE_TEST_SUITE_P(Librosa, MelGolden,
                         ::testing::Values("chords", "clicks120", "chirp", "short", "silence"),
                         [](const auto& signal) { return std::string(signal.param); });

}  // namespace
}  // namespace airmark::analysis
