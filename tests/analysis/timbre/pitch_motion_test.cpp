#include "analysis/timbre/pitch_motion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/analysis/timbre/synthetic_sounds.h"
#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

using testing::chord;
using testing::mixed;
using testing::sung;
using testing::wave;

PitchMotion motion_of(const std::vector<float>& samples) {
  const testing::WindowSpectra spectra(samples);
  PartialTracks tracks;
  PitchMotion motion;
  for (std::size_t t = 0; t < spectra.magnitudes.frame_count(); ++t) {
    tracks.add(spectra.magnitudes.frame(t));
    motion.add(tracks.partials());
  }
  return motion;
}

double steady(double) { return 0.0; }

/// Up and down by a fifth, in two seconds each.
double sliding(double t) { return 700.0 * std::abs(0.5 * t - 2.0 * std::floor(0.25 * t + 0.5)); }

TEST(GlidingShare, StandingPitchesHaveNone) {
  EXPECT_LT(motion_of(chord(6.0)).gliding_share(), 0.005);
  EXPECT_LT(motion_of(sung(220.0, 6.0, steady)).gliding_share(), 0.005);
}

TEST(GlidingShare, ASlidingPitchIsAllOfIt) {
  EXPECT_GT(motion_of(sung(220.0, 6.0, sliding)).gliding_share(), 0.9);
}

TEST(GlidingShare, IsTheShareOfTheTimeInWhichAPitchSlides) {
  for (const double share : {0.25, 0.5, 0.75}) {
    const auto partly =
        sung(220.0, 8.0, [&](double t) { return sliding(std::min(t, 8.0 * share)); });
    EXPECT_NEAR(motion_of(partly).gliding_share(), share, 0.05) << share;
  }
}

TEST(GlidingShare, NotesThatChangeInStepsAreNotGliding) {
  // A scale, four notes a second, each with an attack of its own.
  std::vector<float> scale;
  for (const double note_hz : {261.6, 293.7, 329.6, 349.2, 392.0, 440.0, 493.9, 523.3})
    for (const float sample : sung(note_hz, 0.25, steady)) scale.push_back(sample);
  EXPECT_LT(motion_of(scale).gliding_share(), 0.1);
}

TEST(GlidingShare, NoiseAndClicksHaveNoPitchToGlide) {
  EXPECT_EQ(motion_of(testing::white_noise(6.0, kAnalysisRateHz)).gliding_share(), 0.0);
  EXPECT_EQ(motion_of(testing::clicks(120.0, 6.0, kAnalysisRateHz)).gliding_share(), 0.0);
}

TEST(WaveringShare, AVibratoIsAllOfIt) {
  for (const double rate_hz : {4.5, 5.5, 6.5, 7.5})
    for (const double extent_cents : {20.0, 40.0, 70.0}) {
      const auto vibrato =
          sung(262.0, 6.0, [&](double t) { return extent_cents * wave(rate_hz, t); });
      EXPECT_GT(motion_of(vibrato).wavering_share().value(), 0.9)
          << rate_hz << " Hz, " << extent_cents << " cents";
    }
}

TEST(WaveringShare, SlowerFasterAndSmallerMovementIsNone) {
  const auto share = [](double rate_hz, double extent_cents) {
    return motion_of(sung(262.0, 6.0, [&](double t) { return extent_cents * wave(rate_hz, t); }))
        .wavering_share()
        .value();
  };
  EXPECT_LT(share(2.0, 60.0), 0.05);
  EXPECT_LT(share(10.5, 30.0), 0.05);
  EXPECT_LT(share(6.0, 4.0), 0.05);
  EXPECT_EQ(motion_of(chord(6.0)).wavering_share(), 0.0);
}

TEST(WaveringShare, IsTheWaveringVoicesShareBesideAStandingOne) {
  // The weights are magnitudes: a voice of three times the amplitude has three quarters of them.
  for (const double share : {0.25, 0.5, 0.75}) {
    const auto voice = sung(
        300.0, 8.0, [](double t) { return 30.0 * wave(6.0, t); }, 0.2 * share);
    const auto both = mixed(voice, sung(425.0, 8.0, steady, 0.2 * (1.0 - share)));
    EXPECT_NEAR(motion_of(both).wavering_share().value(), share, 0.12) << share;
  }
}

TEST(WaveringShare, NothingSustainedHasNone) {
  EXPECT_FALSE(motion_of(testing::clicks(120.0, 6.0, kAnalysisRateHz)).wavering_share());
  EXPECT_FALSE(motion_of(testing::white_noise(6.0, kAnalysisRateHz)).wavering_share());
}

}  // namespace
}  // namespace airmark::analysis
