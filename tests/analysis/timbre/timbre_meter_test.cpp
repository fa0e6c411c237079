#include "analysis/timbre/timbre_meter.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/analysis/timbre/synthetic_sounds.h"
#include "tests/analysis/timbre/window_timbre.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using testing::amplified;
using testing::chord;
using testing::clicks;
using testing::mixed;
using testing::music;
using testing::sampled;
using testing::silence;
using testing::sine;
using testing::sung;
using testing::timbre_of;
using testing::wave;
using testing::white_noise;

constexpr double kRateHz = kAnalysisRateHz;

std::array<std::optional<double>, 7> values_of(const Timbre& timbre) {
  return {timbre.bass_weight, timbre.percussiveness,    timbre.voice_likeness,  timbre.vibrato,
          timbre.distortion,  timbre.spectral_flatness, timbre.dynamic_range_db};
}

void expect_in_range(const Timbre& timbre) {
  for (const auto& share : {timbre.bass_weight, timbre.percussiveness, timbre.voice_likeness,
                            timbre.vibrato, timbre.distortion, timbre.spectral_flatness}) {
    EXPECT_GE(share.value_or(0.0), 0.0);
    EXPECT_LE(share.value_or(0.0), 1.0);
  }
  EXPECT_GE(timbre.dynamic_range_db.value_or(0.0), 0.0);
  EXPECT_LE(timbre.dynamic_range_db.value_or(0.0), 60.0);
}

TEST(BassWeight, IsTheShareOfTheLowTonesEnergy) {
  for (const double share : {0.0, 0.2, 0.5, 0.9, 1.0}) {
    const auto samples = sampled(5.0, [&](double t) {
      return 0.3 * std::sqrt(share) * wave(80.0, t) + 0.3 * std::sqrt(1.0 - share) * wave(800.0, t);
    });
    EXPECT_NEAR(timbre_of(samples).bass_weight.value(), share, 0.002);
  }
}

TEST(BassWeight, EndsAt150Hertz) {
  EXPECT_GT(timbre_of(sine(130.0, 2.0, kRateHz)).bass_weight.value(), 0.98);
  EXPECT_LT(timbre_of(sine(180.0, 2.0, kRateHz)).bass_weight.value(), 0.02);
}

TEST(BassWeight, IsNotMovedByAConstant) {
  const auto tones = sampled(3.0, [](double t) { return 0.1 * (wave(80.0, t) + wave(800.0, t)); });
  const auto shifted = mixed(tones, std::vector<float>(tones.size(), 0.5f));
  EXPECT_NEAR(timbre_of(shifted).bass_weight.value(), timbre_of(tones).bass_weight.value(), 1e-3);
}

TEST(Percussiveness, IsTheShareOfTheClicksEnergyBesideATone) {
  const std::vector<float> hits = clicks(120.0, 8.0, kRateHz);
  double hit_energy = 0.0;
  for (const float sample : hits) hit_energy += double{sample} * double{sample};
  for (const double share : {0.1, 0.3, 0.5, 0.8}) {
    // A sine of so much energy that the clicks have that share.
    const double tone_energy = hit_energy * (1.0 - share) / share;
    const double amplitude = std::sqrt(2.0 * tone_energy / static_cast<double>(hits.size()));
    const auto both = mixed(hits, sine(440.0, 8.0, kRateHz, amplitude));
    EXPECT_NEAR(timbre_of(both).percussiveness.value(), share, 0.05) << share;
  }
}

TEST(Percussiveness, TonesHaveNoneAndClicksNothingElse) {
  EXPECT_LT(timbre_of(chord(5.0)).percussiveness.value(), 0.01);
  EXPECT_GT(timbre_of(clicks(120.0, 5.0, kRateHz)).percussiveness.value(), 0.97);
}

TEST(SpectralFlatnessOfAWindow, IsThatOfNoiseAndOfTones) {
  EXPECT_NEAR(timbre_of(white_noise(5.0, kRateHz)).spectral_flatness.value(), 0.5615, 0.01);
  EXPECT_LT(timbre_of(sine(1000.0, 5.0, kRateHz)).spectral_flatness.value(), 1e-4);
}

TEST(SpectralFlatnessOfAWindow, DoesNotTakeAPauseForNoise) {
  std::vector<float> samples = sine(1000.0, 4.0, kRateHz);
  samples.resize(2 * samples.size());
  EXPECT_LT(timbre_of(samples).spectral_flatness.value(), 0.01);
}

TEST(Timbre, GainMovesNothing) {
  // A power of two changes no digit.
  for (const auto& samples : {music(6.0, kRateHz), sung(220.0, 6.0, [](double t) {
                                return 40.0 * wave(5.5, t) + 300.0 * wave(0.4, t);
                              })}) {
    const Timbre loud = timbre_of(samples);
    Timbre quiet = timbre_of(amplified(samples, 0.0625f));
    EXPECT_NEAR(quiet.spectral_flatness.value(), loud.spectral_flatness.value(), 1e-3);
    quiet.spectral_flatness = loud.spectral_flatness;
    EXPECT_EQ(values_of(quiet), values_of(loud));
  }
}

TEST(Timbre, SilenceHasNone) {
  const float denormal = std::numeric_limits<float>::denorm_min();
  for (const auto& samples :
       {silence(4.0, kRateHz), std::vector<float>(88200, 0.25f),
        std::vector<float>(88200, denormal), amplified(white_noise(4.0, kRateHz), 1e-7f)})
    for (const std::optional<double>& value : values_of(timbre_of(samples))) EXPECT_FALSE(value);
}

TEST(Timbre, ExtremesAreFiniteAndInRange) {
  std::vector<float> square(88200);
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n / 50 % 2 == 0 ? 1.0f : -1.0f;
  std::vector<float> impulse(88200);
  impulse[40000] = 1.0f;
  std::vector<float> alternating(88200);
  for (std::size_t n = 0; n < alternating.size(); ++n) alternating[n] = n % 2 == 0 ? 1.0f : -1.0f;
  std::vector<float> step(88200, -1.0f);
  std::fill(step.begin() + 50000, step.end(), 1.0f);
  for (const auto& samples :
       {square, impulse, alternating, step, amplified(square, 1e9f),
        amplified(white_noise(4.0, kRateHz), 4e9f), std::vector<float>(88200, 1e9f)}) {
    const Timbre timbre = timbre_of(samples);
    for (const std::optional<double>& value : values_of(timbre))
      EXPECT_TRUE(!value || std::isfinite(*value));
    expect_in_range(timbre);
  }
  EXPECT_GT(timbre_of(impulse).percussiveness.value(), 0.95);
  EXPECT_EQ(timbre_of(impulse).voice_likeness, 0.0);
}

TEST(Timbre, ShortestWindowsHaveWhatCanBeSaid) {
  for (const std::size_t count : {1025u, 3000u, 8192u, 22050u}) {
    const auto samples = music(static_cast<double>(count) / kRateHz + 0.001, kRateHz);
    const Timbre timbre = timbre_of(std::span(samples).first(count));
    EXPECT_TRUE(timbre.bass_weight.has_value());
    EXPECT_FALSE(timbre.vibrato.has_value());
    EXPECT_EQ(timbre.distortion.has_value(), frame_count_of(count) >= 16u);
    EXPECT_EQ(timbre.dynamic_range_db.has_value(), frame_count_of(count) >= 43u);
    expect_in_range(timbre);
  }
}

TEST(Timbre, DoesNotDependOnTheWindowsBefore) {
  const auto samples = music(5.0, kRateHz);
  testing::WindowTimbre used;
  used.measure(white_noise(9.0, kRateHz));
  used.measure(sung(330.0, 3.0, [](double t) { return 500.0 * wave(1.0, t); }));
  EXPECT_EQ(values_of(used.measure(samples)), values_of(timbre_of(samples)));
}

TEST(Timbre, AllocatesNothingAfterTheFirstWindowOfALength) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const auto first = music(6.0, kRateHz);
  const auto second = white_noise(6.0, kRateHz);
  testing::WindowTimbre timbre;
  timbre.measure(first);
  const testing::AllocationCounter allocations;
  timbre.measure(second);
  timbre.measure(first);
  EXPECT_EQ(allocations.count(), 0u);
}

}  // namespace
}  // namespace airmark::analysis
