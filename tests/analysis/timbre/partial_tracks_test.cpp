#include "analysis/timbre/partial_tracks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/analysis/timbre/synthetic_sounds.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

using testing::sampled;
using testing::wave;

TEST(PartialTracks, ReadASteadyPitchToACent) {
  for (double hz = 230.0; hz < 2400.0; hz *= 1.037) {
    const testing::WindowSpectra spectra(testing::sine(hz, 0.5, kAnalysisRateHz));
    PartialTracks tracks;
    for (std::size_t t = 4; t < 12; ++t) tracks.add(spectra.magnitudes.frame(t));
    ASSERT_EQ(tracks.partials().size(), 1u) << hz;
    const Partial& partial = tracks.partials()[0];
    EXPECT_EQ(partial.age, 8u);
    for (const float cents : partial.recent_cents<8>())
      EXPECT_NEAR(static_cast<double>(cents), 1200.0 * std::log2(hz), 1.0) << hz;
  }
}

TEST(PartialTracks, KeepNotesThatSoundTogetherApart) {
  const auto samples = sampled(
      1.0, [](double t) { return 0.2 * (wave(440.0, t) + wave(660.0, t) + wave(1000.0, t)); });
  const testing::WindowSpectra spectra(samples);
  PartialTracks tracks;
  for (std::size_t t = 4; t < 30; ++t) tracks.add(spectra.magnitudes.frame(t));
  ASSERT_EQ(tracks.partials().size(), 3u);
  const std::array<double, 3> pitches_hz{440.0, 660.0, 1000.0};
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_NEAR(static_cast<double>(tracks.partials()[n].hz), pitches_hz[n], 0.5);
    EXPECT_EQ(tracks.partials()[n].age, 26u);
  }
}

TEST(PartialTracks, ANewNoteIsANewPartial) {
  std::vector<float> samples = testing::sine(400.0, 1.0, kAnalysisRateHz);
  for (const float sample : testing::sine(500.0, 1.0, kAnalysisRateHz)) samples.push_back(sample);
  const testing::WindowSpectra spectra(samples);
  PartialTracks tracks;
  for (std::size_t t = 0; t < 80; ++t) tracks.add(spectra.magnitudes.frame(t));
  ASSERT_EQ(tracks.partials().size(), 1u);
  EXPECT_NEAR(static_cast<double>(tracks.partials()[0].hz), 500.0, 1.0);
  EXPECT_NEAR(static_cast<double>(tracks.partials()[0].age), 80.0 - 43.0, 3.0);
}

TEST(PartialTracks, NoiseHasHardlyAny) {
  const testing::WindowSpectra spectra(testing::white_noise(5.0, kAnalysisRateHz));
  PartialTracks tracks;
  std::size_t count = 0;
  for (std::size_t t = 0; t < spectra.magnitudes.frame_count(); ++t) {
    tracks.add(spectra.magnitudes.frame(t));
    for (const Partial& partial : tracks.partials())
      if (partial.age >= 6) ++count;
  }
  EXPECT_LT(count, spectra.magnitudes.frame_count() / 10);
}

TEST(PartialTracks, KeepTheHighestSixteen) {
  const auto samples = sampled(1.0, [](double t) {
    double sample = 0.0;
    for (int n = 0; n < 20; ++n) sample += (n < 4 ? 0.01 : 0.03) * wave(250.0 + 110.0 * n, t);
    return sample;
  });
  const testing::WindowSpectra spectra(samples);
  PartialTracks tracks;
  for (std::size_t t = 4; t < 12; ++t) tracks.add(spectra.magnitudes.frame(t));
  ASSERT_EQ(tracks.partials().size(), PartialTracks::kMostPartials);
  EXPECT_NEAR(static_cast<double>(tracks.partials()[0].hz), 690.0, 1.0);
}

TEST(PartialTracks, StartForgets) {
  const testing::WindowSpectra spectra(testing::sine(440.0, 0.5, kAnalysisRateHz));
  PartialTracks tracks;
  tracks.add(spectra.magnitudes.frame(5));
  tracks.start();
  EXPECT_TRUE(tracks.partials().empty());
  tracks.add(spectra.magnitudes.frame(6));
  EXPECT_EQ(tracks.partials()[0].age, 1u);
}

}  // namespace
}  // namespace airmark::analysis
