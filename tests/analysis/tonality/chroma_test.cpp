#include "analysis/tonality/chroma.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "analysis/spectrum/magnitude_block.h"
#include "tests/support/golden_values.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

void expect_weights(double tuning, std::string_view name) {
  Chroma chroma;
  chroma.set_tuning(tuning);
  const auto golden = testing::golden_matrix("const", name, 0).values;
  ASSERT_EQ(golden.row_count, kPitchClassCount);
  for (std::size_t c = 0; c < kPitchClassCount; ++c)
    for (std::size_t k = 0; k < kBinCount; ++k)
      ASSERT_NEAR(chroma.weight(c, k), golden.at(c, k), 1e-7) << "class " << c << ", bin " << k;
}

TEST(Chroma, WeightsAreThoseOfLibrosa) { expect_weights(0.0, "chroma_fb_tuning0"); }
TEST(Chroma, WeightsFollowTheTuning) { expect_weights(0.2, "chroma_fb_tuning_p20"); }

// Given librosa's tuning, for the signals whose tuning is fragile as for the others.
class ChromaGolden : public ::testing::TestWithParam<std::string_view> {};

TEST_P(ChromaGolden, ClassesAreThoseOfLibrosaAtItsTuning) {
  const testing::WindowSpectra spectra(testing::golden_signal(GetParam()));
  const auto& reference = testing::golden_of(GetParam());
  const auto step = reference.at("decim_chroma").get<std::size_t>();
  const auto golden = testing::golden_matrix(GetParam(), "chroma", step);
  Chroma chroma;
  chroma.set_tuning(reference.at("tuning").get<double>());
  MagnitudeBlock block;
  std::array<Lanes<float>, kPitchClassCount> classes;
  for (std::size_t column = 0; column < golden.values.column_count; ++column) {
    const std::size_t frame = column * step;
    block.load(spectra.magnitudes, frame / kBlockFrames);
    chroma.measure(block.powers(), classes);
    for (std::size_t c = 0; c < kPitchClassCount; ++c)
      ASSERT_NEAR(classes[c][frame % kBlockFrames], golden.values.at(c, column), 1e-5)
          << "class " << c << ", frame " << frame;
  }
}

INSTANTIATE_TEST_SUITE_P(Librosa, ChromaGolden,
                         ::testing::Values("chords", "clicks120", "chirp", "short", "twotone"),
                         [](const auto& signal) { return std::string(signal.param); });

TEST(Chroma, TransposingByASemitoneRotatesTheClasses) {
  const auto strongest_class = [](int semitones_above_a) {
    const double hz = 440.0 * std::exp2(semitones_above_a / 12.0);
    const testing::WindowSpectra spectra(testing::sine(hz, 1.0, kAnalysisRateHz));
    MagnitudeBlock block;
    block.load(spectra.magnitudes, 1);
    std::array<Lanes<float>, kPitchClassCount> classes;
    Chroma().measure(block.powers(), classes);
    std::size_t strongest = 0;
    for (std::size_t c = 1; c < kPitchClassCount; ++c)
      if (classes[c][4] > classes[strongest][4]) strongest = c;
    return strongest;
  };
  for (int semitones = 0; semitones < 12; ++semitones)
    EXPECT_EQ(strongest_class(semitones), static_cast<std::size_t>(9 + semitones) % 12);
}

}  // namespace
}  // namespace airmark::analysis
