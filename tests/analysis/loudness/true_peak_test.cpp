#include "analysis/loudness/true_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kPi = std::numbers::pi;

double decibels(double ratio) { return 20.0 * std::log10(ratio); }

std::vector<float> tone(double periods_per_sample, double phase, std::size_t count = 2000) {
  std::vector<float> samples(count);
  for (std::size_t n = 0; n < count; ++n)
    samples[n] = static_cast<float>(
        std::sin(2.0 * kPi * (periods_per_sample * static_cast<double>(n) + phase)));
  return samples;
}

TEST(TruePeak, MeetsTheCrestsOfTonesWhateverTheirPhase) {
  TruePeak meter;
  for (const double periods_per_sample : {0.01, 1.0 / 8.0, 1.0 / 6.0, 0.2, 0.25, 0.31})
    for (double phase = 0.0; phase < 1.0; phase += 0.0625) {
      const double error =
          decibels(static_cast<double>(meter.measure(tone(periods_per_sample, phase))));
      EXPECT_LE(error, 0.1) << periods_per_sample << " at " << phase;
      EXPECT_GE(error, -0.2) << periods_per_sample << " at " << phase;
    }
}

TEST(TruePeak, IsTheHighestOfAllThePointsOfTheFormula) {
  // The Kaiser-windowed sinc in double at every point of every gap, without passing any over.
  const auto bessel = [](double x) { return std::cyl_bessel_i(0.0, x); };
  std::array<std::array<double, TruePeak::kTaps>, 3> taps{};
  for (std::size_t p = 0; p < 3; ++p) {
    double sum = 0.0;
    for (std::size_t t = 0; t < TruePeak::kTaps; ++t) {
      const double distance = static_cast<double>(t) - 11.0 - 0.25 * static_cast<double>(p + 1);
      const double window =
          bessel(3.4 * std::sqrt(1.0 - distance * distance / 144.0)) / bessel(3.4);
      sum += taps[p][t] = std::sin(kPi * distance) / (kPi * distance) * window;
    }
    for (double& tap : taps[p]) tap /= sum;
    // The odd part is scaled so that straight lines stay straight.
    double centre = 0.0;
    for (std::size_t t = 0; t < TruePeak::kTaps; ++t)
      centre += taps[p][t] * (static_cast<double>(t) - 11.5);
    if (p == 1) continue;
    const auto even = taps[p];
    const double scale = (0.25 * static_cast<double>(p + 1) - 0.5) / centre;
    for (std::size_t t = 0; t < TruePeak::kTaps; ++t) {
      const double mirrored = even[TruePeak::kTaps - 1 - t];
      taps[p][t] = 0.5 * (even[t] + mirrored) + 0.5 * (even[t] - mirrored) * scale;
    }
  }
  TruePeak meter;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    auto samples = testing::white_noise(0.05, 22050.0 + 317.0 * seed, 0.25, seed);
    samples[samples.size() / 2 + seed] = 0.4f;  // one block stands out
    double highest = 0.0;
    for (const float sample : samples) highest = std::max(highest, std::abs(double{sample}));
    for (std::size_t n = 0; n + TruePeak::kTaps <= samples.size(); ++n)
      for (const auto& phase : taps) {
        double point = 0.0;
        for (std::size_t t = 0; t < phase.size(); ++t) point += phase[t] * double{samples[n + t]};
        highest = std::max(highest, std::abs(point));
      }
    EXPECT_NEAR(static_cast<double>(meter.measure(samples)), highest, 1e-6) << seed;
  }
}

TEST(TruePeak, IsTheSampleWhereNothingIsHigherBetween) {
  TruePeak meter;
  std::vector<float> impulse(1000);
  impulse[500] = -0.75f;
  EXPECT_EQ(meter.measure(impulse), 0.75f);
  EXPECT_NEAR(meter.measure(std::vector<float>(1000, 0.5f)), 0.5f, 1e-6f);
}

TEST(TruePeak, LeavesStraightLinesStraight) {
  TruePeak meter;
  std::vector<float> ramp(500);
  for (std::size_t n = 0; n < ramp.size(); ++n) ramp[n] = static_cast<float>(n) / 500.0f;
  EXPECT_NEAR(meter.measure(ramp), ramp.back(), 1e-6f);
}

TEST(TruePeak, DoesNotOvershootWhereAStretchIsCutOut) {
  TruePeak meter;
  EXPECT_NEAR(meter.measure(std::vector<float>(100, 1.0f)), 1.0f, 1e-6f);
}

TEST(TruePeak, MovesWithTheGain) {
  TruePeak meter;
  std::vector<float> noise = testing::white_noise(1.0, 22050.0);
  const float before = meter.measure(noise);
  for (float& sample : noise) sample *= 0.5f;
  EXPECT_EQ(meter.measure(noise), 0.5f * before);
}

TEST(TruePeak, TakesAnyLength) {
  TruePeak meter;
  EXPECT_EQ(meter.measure({}), 0.0f);
  for (std::size_t count = 1; count < 200; ++count) {
    const std::vector<float> samples = tone(0.25, 0.125, count);
    const double peak = static_cast<double>(meter.measure(samples));
    EXPECT_LE(peak, 1.02) << count;
    EXPECT_GE(peak, count >= 66 ? 0.98 : 0.7) << count;
  }
}

}  // namespace
}  // namespace airmark::analysis
