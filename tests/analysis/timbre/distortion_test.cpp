#include "analysis/timbre/distortion.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/analysis/timbre/synthetic_sounds.h"
#include "tests/analysis/timbre/window_timbre.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using testing::amplified;
using testing::chord;
using testing::clicks;
using testing::mixed;
using testing::overdriven;
using testing::timbre_of;
using testing::white_noise;

double distortion(const std::vector<float>& samples) {
  return timbre_of(samples).distortion.value();
}

/// Chords that decay and follow each other, as a strummed guitar's: no drums.
std::vector<float> strummed(double duration_s) {
  return testing::sampled(duration_s, [](double t) {
    const double since_s = std::fmod(t, 0.75);
    const double shift = std::exp2(std::floor(std::fmod(t, 3.0) / 0.75) * 2.0 / 12.0);
    double sample = 0.0;
    for (const double note_hz : {82.41, 123.47, 164.81, 207.65, 246.94})
      for (int harmonic = 1; harmonic <= 12; ++harmonic)
        sample += testing::wave(note_hz * shift * harmonic, t) / harmonic *
                  std::exp(-since_s * (1.0 + 0.5 * harmonic));
    return 0.1 * sample;
  });
}

TEST(Distortion, CleanChordsHaveHardlyAny) {
  EXPECT_LT(distortion(chord(5.0)), 0.01);
  EXPECT_LT(distortion(strummed(6.0)), 0.05);
}

TEST(Distortion, RisesWithTheDriveOfAChord) {
  for (const auto& clean : {chord(5.0), strummed(6.0)}) {
    double before = distortion(clean);
    for (const double gain : {2.0, 8.0, 32.0}) {
      const double driven = distortion(overdriven(clean, gain));
      EXPECT_GT(driven, before) << gain;
      before = driven;
    }
    EXPECT_GT(before, 10.0 * distortion(clean));
  }
}

TEST(Distortion, IsNotLevelNorBrightness) {
  EXPECT_NEAR(distortion(amplified(strummed(5.0), 0.01f)), distortion(strummed(5.0)), 1e-6);
  const auto bright = testing::sampled(5.0, [](double t) {
    return 0.2 * (testing::wave(1500.0, t) + testing::wave(3000.0, t) + testing::wave(4500.0, t));
  });
  EXPECT_LT(distortion(bright), 0.01);
}

TEST(Distortion, DrumsAloneAreLessThanADrivenChord) {
  // With a little hum, because what is silent between its hits is not counted.
  const auto hum = testing::sine(100.0, 6.0, kAnalysisRateHz, 0.1);
  const auto drums = amplified(clicks(240.0, 6.0, kAnalysisRateHz), 0.3f);
  EXPECT_LT(distortion(mixed(hum, drums)), 0.05);
  EXPECT_GT(distortion(mixed(overdriven(strummed(6.0), 32.0), drums)), 0.1);
}

TEST(Distortion, WhiteNoiseIsAllOfIt) {
  EXPECT_NEAR(distortion(white_noise(5.0, kAnalysisRateHz)), 1.0, 0.03);
}

TEST(Distortion, NothingBetweenOneAndFiveKilohertzIsClean) {
  EXPECT_LT(distortion(testing::sine(200.0, 5.0, kAnalysisRateHz)), 0.01);
}

TEST(Distortion, PausesAreNotCounted) {
  std::vector<float> samples = overdriven(strummed(3.0), 32.0);
  const double without = distortion(samples);
  samples.resize(2 * samples.size());
  EXPECT_NEAR(distortion(samples), without, 0.1 * without);
  EXPECT_FALSE(timbre_of(clicks(120.0, 5.0, kAnalysisRateHz)).distortion);
}

}  // namespace
}  // namespace airmark::analysis
