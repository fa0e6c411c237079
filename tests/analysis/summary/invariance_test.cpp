#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>
#include <string_view>

#include "analysis/summary/window_measurer.h"
#include "analysis/vocabulary/feature_table.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;

Mir103Values mir103_of(std::span<const float> samples) {
  return *WindowMeasurer({.mir103 = true}).measure(samples).mir103;
}

std::vector<float> at_gain(std::vector<float> samples, float gain) {
  for (float& sample : samples) sample *= gain;
  return samples;
}

/// Music over a little noise. Where a power would lie below 1e-10, librosa raises it to that, and
/// the raised bins and bands do not follow a gain: the noise keeps every bin above it.
std::vector<float> music_over_noise() {
  std::vector<float> samples = testing::music(6.0, kRateHz);
  const std::vector<float> noise = testing::white_noise(6.0, kRateHz, 0.02);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += noise[n];
  return samples;
}

TEST(Gain, MovesLevelsAndNoOtherValueOfMir103) {
  const std::set<std::string_view> proportional{"rms_mean",   "rms_std",         "sample_mean",
                                                "sample_std", "sample_abs_mean", "sample_peak"};
  const std::vector<float> samples = music_over_noise();
  const Mir103Values usual = mir103_of(samples);
  for (const float gain : {2.0f, 0.3f}) {
    const Mir103Values changed = mir103_of(at_gain(samples, gain));
    for (std::size_t i = 0; i < kMir103Count; ++i) {
      const std::string_view name = kMir103Table[i].name;
      double expected = usual[i];
      if (proportional.contains(name)) expected *= static_cast<double>(gain);
      if (name == "mfcc1_mean")  // as many decibels in each of 128 bands
        expected += 20.0 * std::log10(static_cast<double>(gain)) * std::sqrt(128.0);
      EXPECT_NEAR(changed[i], expected, 1e-5 * std::abs(expected) + 3e-5)
          << name << ", gain " << gain;
    }
  }
}

TEST(Gain, OfATwoIsExactWhereNoDecibelsAreInvolved) {
  const std::vector<float> samples = music_over_noise();
  const Mir103Values soft = mir103_of(samples);
  const Mir103Values loud = mir103_of(at_gain(samples, 2.0f));
  for (const Mir103 same :
       {Mir103::ZeroCrossingRateMean, Mir103::EnergyEntropy, Mir103::LowEnergyRate,
        Mir103::TemporalCentroid, Mir103::AttackDecayBalance, Mir103::CentroidMean,
        Mir103::BandwidthMean, Mir103::RolloffMean, Mir103::FluxMean, Mir103::SkewnessMean,
        Mir103::KurtosisMean, Mir103::SpectralCrestMean, Mir103::ChromaCMean, Mir103::Tonnetz1Mean,
        Mir103::Tuning, Mir103::HarmonicRatio, Mir103::SampleSkewness, Mir103::SampleKurtosis})
    EXPECT_EQ(value_of(loud, same), value_of(soft, same))
        << kMir103Table[static_cast<std::size_t>(same)].name;
}

/// A chord of three notes with five harmonics each, so many semitones above C major from C5: there
/// bins are narrower than semitones, so that it matters little where in a bin a note lies.
std::vector<float> chord(int semitones) {
  std::vector<float> samples(static_cast<std::size_t>(4.0 * kRateHz));
  for (const int note : {72, 76, 79})
    for (const int harmonic : {1, 2, 3, 4, 5}) {
      const double hz = harmonic * 440.0 * std::exp2((note + semitones - 69) / 12.0);
      for (std::size_t n = 0; n < samples.size(); ++n)
        samples[n] += static_cast<float>(
            0.05 / harmonic *
            std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(n) / kRateHz));
    }
  return samples;
}

/// The bell around A4 to A5 weighs a chord's notes and harmonics differently where it moves.
constexpr double kChromaTolerance = 0.15;

TEST(Transposition, RotatesTheChroma) {
  const auto chroma_at = [](const Mir103Values& values, std::size_t pitch_class) {
    return values[static_cast<std::size_t>(Mir103::ChromaCMean) + pitch_class % 12];
  };
  const Mir103Values original = mir103_of(chord(0));
  EXPECT_GT(chroma_at(original, 0), 0.5) << "C sounds";
  EXPECT_LT(chroma_at(original, 1), 0.2) << "C# does not";
  for (int semitones = 1; semitones <= 12; ++semitones) {
    const Mir103Values moved = mir103_of(chord(semitones));
    for (std::size_t c = 0; c < 12; ++c)
      EXPECT_NEAR(chroma_at(moved, c + static_cast<std::size_t>(semitones)), chroma_at(original, c),
                  kChromaTolerance)
          << "pitch class " << c << ", " << semitones << " semitones";
  }
}

TEST(Transposition, TurnsTheTonnetzAndLeavesTheTuning) {
  const auto point = [](const Mir103Values& values, std::size_t d) {
    return values[static_cast<std::size_t>(Mir103::Tonnetz1Mean) + d];
  };
  const Mir103Values original = mir103_of(chord(0));
  for (int semitones = 1; semitones <= 12; ++semitones) {
    const Mir103Values moved = mir103_of(chord(semitones));
    EXPECT_NEAR(value_of(moved, Mir103::Tuning), value_of(original, Mir103::Tuning), 0.05);
    for (const std::size_t d : {0u, 2u, 4u}) {
      const double turns[]{7.0, 9.0, 4.0};
      const double angle = 2.0 * std::numbers::pi * turns[d / 2] * semitones / 12.0;
      const double x =
          point(original, d) * std::cos(angle) + point(original, d + 1) * std::sin(angle);
      const double y =
          point(original, d + 1) * std::cos(angle) - point(original, d) * std::sin(angle);
      EXPECT_NEAR(point(moved, d), x, 0.06) << "circle " << d / 2 << ", " << semitones;
      EXPECT_NEAR(point(moved, d + 1), y, 0.06) << "circle " << d / 2 << ", " << semitones;
    }
  }
}

}  // namespace
}  // namespace airmark::analysis
