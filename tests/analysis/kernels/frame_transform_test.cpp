#include "analysis/kernels/frame_transform.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <span>
#include <vector>

#include "tests/support/instruction_sets.h"
#include "tests/support/signals.h"

namespace airmark::analysis::kernels {
namespace {

constexpr std::size_t kFrame = 2048;
constexpr std::size_t kHop = 512;
constexpr std::size_t kBins = kFrame / 2 + 1;

class FrameTransform : public testing::WithEachInstructionSet {};

std::complex<double> bin_of(std::span<const float> frame, std::size_t k) {
  std::complex<double> sum = 0.0;
  for (std::size_t n = 0; n < frame.size(); ++n)
    sum += std::polar(static_cast<double>(frame[n]),
                      -2.0 * std::numbers::pi * static_cast<double>(k * n % kFrame) / kFrame);
  return sum;
}

struct Spectra {
  std::vector<Lanes<float>> real = std::vector<Lanes<float>>(kBins);
  std::vector<Lanes<float>> imaginary = std::vector<Lanes<float>>(kBins);
  std::vector<Lanes<float>> magnitudes = std::vector<Lanes<float>>(kBins);
  std::vector<Lanes<float>> powers = std::vector<Lanes<float>>(kBins);
};

Spectra spectra_of(std::span<const float> samples, std::span<const double> window) {
  std::vector<float> turned(kTurnedHops * kHop);
  for (std::size_t hop = 0; hop < kTurnedHops; ++hop)
    for (std::size_t n = 0; n < kHop; ++n) turned[n * kTurnedHops + hop] = samples[hop * kHop + n];
  Spectra spectra;
  TransformWork work;
  transform_frames(turned.data(), window.data(), work,
                   {spectra.real.data(), spectra.imaginary.data(), spectra.magnitudes.data(),
                    spectra.powers.data()});
  return spectra;
}

TEST_P(FrameTransform, IsTheSumOfItsDefinitionInEveryLane) {
  const std::vector<float> samples = testing::white_noise(1.0, kTurnedHops * kHop, 1.0);
  const Spectra spectra = spectra_of(samples, std::vector<double>(kFrame, 0.5));
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    for (const std::size_t k : {0u, 1u, 2u, 31u, 32u, 33u, 511u, 512u, 513u, 1000u, 1023u, 1024u}) {
      const auto expected = bin_of(std::span(samples).subspan(lane * kHop, kFrame), k);
      const double rounding = 6e-8 * std::abs(expected) + 1e-12;
      EXPECT_NEAR(spectra.real[k][lane], expected.real(), rounding) << "bin " << k;
      EXPECT_NEAR(spectra.imaginary[k][lane], expected.imag(), rounding) << "bin " << k;
      EXPECT_NEAR(spectra.magnitudes[k][lane], std::abs(expected), 2.0 * rounding) << "bin " << k;
      EXPECT_FLOAT_EQ(spectra.powers[k][lane],
                      spectra.magnitudes[k][lane] * spectra.magnitudes[k][lane]);
    }
}

TEST_P(FrameTransform, WeighsWithTheWindow) {
  const std::vector<float> samples(kTurnedHops * kHop, 1.0f);
  std::vector<double> window(kFrame, 0.0);
  window[777] = 0.5;
  const Spectra spectra = spectra_of(samples, window);
  for (const std::size_t k : {1u, 600u}) {
    const auto expected =
        std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k * 777 % kFrame) / kFrame);
    EXPECT_NEAR(spectra.real[k][5], expected.real(), 1e-7);
    EXPECT_NEAR(spectra.imaginary[k][5], expected.imag(), 1e-7);
  }
}

TEST_P(FrameTransform, InverseAddsUpToTheSamples) {
  const std::vector<float> samples = testing::white_noise(1.0, kTurnedHops * kHop, 1.0);
  const Spectra spectra = spectra_of(samples, std::vector<double>(kFrame, 0.5));
  std::vector<Lanes<float>> mask(kBins);
  for (Lanes<float>& bin : mask) bin.values.fill(0.5f);
  std::vector<float> overlap(kOverlapSize);
  std::vector<Lanes<float>> hops(kHop);
  TransformWork work;
  invert_frames({spectra.real.data(), spectra.imaginary.data(), mask.data()},
                std::vector<double>(kFrame, 1.0 / kFrame).data(), work, overlap.data());
  add_overlap(overlap.data(), std::vector<double>(kHop, 0.25).data(), hops.data());
  // Half of the samples, from four frames a quarter each; less in front, where frames are missing.
  for (std::size_t n = 0; n < kHop; ++n)
    for (std::size_t hop = 0; hop < kBlockFrames; ++hop) {
      const double frames = static_cast<double>(std::min<std::size_t>(hop + 1, 4));
      ASSERT_NEAR(hops[n][hop], 0.125 * frames * samples[hop * kHop + n], 1e-7);
    }
}

TEST_P(FrameTransform, CorrelationIsTheMeanOfEachFramesOwn) {
  const std::vector<float> values = testing::white_noise(1.0, 400, 1.0);
  std::vector<double> window(kCorrelatedValues);
  for (std::size_t n = 0; n < window.size(); ++n) window[n] = 1.0 + 0.001 * static_cast<double>(n);
  constexpr std::size_t kFrames = 11;
  std::vector<Lanes<double>> power_sums(kPowerSumSize / kBlockFrames);
  TransformWork work;
  std::vector<double> correlation(kCorrelatedValues);
  double* const sums = power_sums[0].values.data();
  add_power_spectra(values.data(), kFrames, window.data(), work, sums);
  correlate(sums, work, correlation.data());

  std::vector<double> expected(kCorrelatedValues);
  for (std::size_t t = 0; t < kFrames; ++t) {
    std::vector<double> own(kCorrelatedValues);
    for (std::size_t lag = 0; lag < own.size(); ++lag)
      for (std::size_t n = 0; n + lag < own.size(); ++n)
        own[lag] += values[t + n] * window[n] * values[t + n + lag] * window[n + lag];
    for (std::size_t lag = 0; lag < own.size(); ++lag) expected[lag] += own[lag] / own[0];
  }
  for (std::size_t lag = 0; lag < expected.size(); ++lag)
    ASSERT_NEAR(correlation[lag], expected[lag], 1e-12) << "lag " << lag;
}

INSTANTIATE_TEST_SUITE_P(On, FrameTransform, ::testing::ValuesIn(instruction_sets()),
                         testing::instruction_set_name);

}  // namespace
}  // namespace airmark::analysis::kernels
