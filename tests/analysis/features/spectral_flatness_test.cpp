#include "analysis/features/spectral_flatness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

using Spectrum = std::vector<Lanes<float>>;

Lanes<double> flatness_of(const Spectrum& powers) {
  return spectral_flatness(std::span<const Lanes<float>, kBinCount>(powers));
}

void fill_lane(Spectrum& powers, std::size_t lane, float power) {
  for (Lanes<float>& bin : powers) bin[lane] = power;
}

/// The definition, word by word (librosa's own lines, in double).
double by_the_formula(const Spectrum& powers, std::size_t lane) {
  double logarithms = 0.0;
  double sum = 0.0;
  for (const Lanes<float>& bin : powers) {
    const auto power = static_cast<double>(std::max(bin[lane], kLowestPower));
    logarithms += std::log(power);
    sum += power;
  }
  constexpr auto kBins = static_cast<double>(kBinCount);
  return std::exp(logarithms / kBins) / (sum / kBins);
}

TEST(SpectralFlatness, EqualBinsAreOneWhateverTheirLevel) {
  Spectrum powers(kBinCount);
  const std::array<float, 5> levels{0.0f, 1e-30f, 1.0f, 1e20f, std::numeric_limits<float>::max()};
  for (std::size_t lane = 0; lane < levels.size(); ++lane) fill_lane(powers, lane, levels[lane]);
  const Lanes<double> flatness = flatness_of(powers);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    EXPECT_NEAR(flatness[lane], 1.0, 1e-12) << lane;
    EXPECT_LE(flatness[lane], 1.0) << lane;
  }
}

TEST(SpectralFlatness, HalfTheBinsAHundredTimesLouderIsTwentyOver101) {
  Spectrum powers(kBinCount);
  fill_lane(powers, 2, 1.0f);
  for (std::size_t k = 0; k < kBinCount; k += 2) powers[k][2] = 100.0f;  // 513 of 1025
  const double expected = std::pow(100.0, 513.0 / 1025.0) * 1025.0 / (513.0 * 100.0 + 512.0);
  EXPECT_NEAR(flatness_of(powers)[2], expected, 1e-12);
  EXPECT_NEAR(expected, 20.0 / 101.0, 1e-3);
}

TEST(SpectralFlatness, OneLineInSilenceIsNearlyNothing) {
  Spectrum powers(kBinCount);
  powers[100][0] = 1.0f;
  powers[100][1] = std::numeric_limits<float>::max();
  const Lanes<double> flatness = flatness_of(powers);
  EXPECT_NEAR(flatness[0], by_the_formula(powers, 0), 1e-15);
  EXPECT_LT(flatness[0], 2e-7);
  EXPECT_GE(flatness[1], 0.0);
  EXPECT_LT(flatness[1], 1e-40);
}

TEST(SpectralFlatness, ExponentialPowersAreNoise) {
  // What the power spectrum of white noise looks like: exp(-Euler's constant).
  Spectrum powers(kBinCount);
  std::mt19937 bits(5);
  std::exponential_distribution<float> power(1.0f);
  double mean = 0.0;
  for (Lanes<float>& bin : powers)
    for (float& value : bin.values) value = power(bits);
  for (const double flatness : flatness_of(powers).values) mean += flatness / kBlockFrames;
  EXPECT_NEAR(mean, std::exp(-0.5772156649), 0.02);
}

TEST(SpectralFlatness, EveryLaneFollowsTheFormula) {
  Spectrum powers(kBinCount);
  std::mt19937 bits(6);
  std::uniform_real_distribution<float> decibels(-120.0f, 60.0f);
  for (Lanes<float>& bin : powers)
    for (float& value : bin.values) value = std::pow(10.0f, decibels(bits) / 10.0f);
  const Lanes<double> flatness = flatness_of(powers);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    EXPECT_NEAR(flatness[lane] / by_the_formula(powers, lane), 1.0, 1e-11) << lane;
}

}  // namespace
}  // namespace airmark::analysis
