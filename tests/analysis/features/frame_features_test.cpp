#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "analysis/features/bandwidth.h"
#include "analysis/features/centroid.h"
#include "analysis/features/magnitude_sum.h"
#include "analysis/features/mfcc.h"
#include "analysis/features/rms.h"
#include "analysis/features/rolloff.h"
#include "analysis/features/zero_crossing_rate.h"
#include "tests/support/golden_values.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using Spectrum = std::vector<Lanes<float>>;

std::span<const Lanes<float>, kBinCount> bins(const Spectrum& spectrum) {
  return std::span<const Lanes<float>, kBinCount>(spectrum);
}

TEST(SpectralShape, TwoEqualLinesHaveTheirMiddleAndHalfTheirDistance) {
  Spectrum spectrum(kBinCount);
  spectrum[100][3] = 2.0f;
  spectrum[300][3] = 2.0f;
  const Lanes<double> sums = magnitude_sum(bins(spectrum));
  const Lanes<double> centroid = spectral_centroid_hz(bins(spectrum), sums);
  EXPECT_DOUBLE_EQ(centroid[3], 200 * kBinHz);
  EXPECT_DOUBLE_EQ(spectral_bandwidth_hz(bins(spectrum), sums, centroid)[3], 100 * kBinHz);
  EXPECT_DOUBLE_EQ(spectral_rolloff_hz(bins(spectrum))[3], 300 * kBinHz);
}

TEST(SpectralShape, SilentFrameIsZeroBesideALoudOne) {
  Spectrum spectrum(kBinCount);
  for (Lanes<float>& bin : spectrum) bin[0] = 1.0f;
  const Lanes<double> sums = magnitude_sum(bins(spectrum));
  const Lanes<double> centroid = spectral_centroid_hz(bins(spectrum), sums);
  EXPECT_GT(centroid[0], 5000.0);
  EXPECT_EQ(centroid[1], 0.0);
  EXPECT_EQ(spectral_bandwidth_hz(bins(spectrum), sums, centroid)[1], 0.0);
  EXPECT_EQ(spectral_rolloff_hz(bins(spectrum))[1], 0.0);
}

TEST(SpectralRolloff, IsTheFirstBinThatReachesTheShare) {
  Spectrum spectrum(kBinCount);
  spectrum[10][0] = 84.0f;
  spectrum[20][0] = 1.5f;
  spectrum[30][0] = 14.5f;
  EXPECT_DOUBLE_EQ(spectral_rolloff_hz(bins(spectrum))[0], 20 * kBinHz);
}

TEST(Rms, SineIsItsAmplitudeOverRootTwoInEveryFrame) {
  const std::vector<float> samples = testing::sine(1000.0, 1.0, kAnalysisRateHz, 0.5);
  std::vector<double> values(frame_count_of(samples.size()));
  FrameRms().measure(samples, values);
  for (const double value : values) EXPECT_NEAR(value, 0.5 / std::sqrt(2.0), 2e-3);
}

TEST(ZeroCrossingRate, CountsSignChangesAndNotTheFirstSample) {
  // Alternating samples: every sample but a frame's first changes the sign.
  std::vector<float> samples(8 * kFrameSize);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] = n % 2 == 0 ? 1.0f : -1.0f;
  std::vector<double> rates(frame_count_of(samples.size()));
  ZeroCrossingRate crossing_rate;
  crossing_rate.measure(samples, rates);
  EXPECT_DOUBLE_EQ(rates[10], 2047.0 / 2048.0);
  EXPECT_DOUBLE_EQ(rates[0], 1023.0 / 2048.0);  // half of it lies before the window
}

TEST(ZeroCrossingRate, NearlyNothingIsPositive) {
  std::vector<float> samples(kFrameSize);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] = n % 2 == 0 ? 1e-10f : -1e-10f;
  std::vector<double> rates(frame_count_of(samples.size()), -1.0);
  ZeroCrossingRate().measure(samples, rates);
  for (const double rate : rates) EXPECT_EQ(rate, 0.0);
}

TEST(Mfcc, TransformIsThatOfLibrosa) {
  const Mfcc mfcc;
  const auto golden = testing::golden_matrix("const", "dct20x128", 0).values;
  ASSERT_EQ(golden.row_count, kMfccCount);
  ASSERT_EQ(golden.column_count, kMelBandCount);
  for (std::size_t order = 0; order < kMfccCount; ++order)
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      ASSERT_NEAR(mfcc.weight(order, band), golden.at(order, band), 1e-7);
}

TEST(Mfcc, FlatSpectrumHasOnlyALevel) {
  LaneMatrix decibels;
  LaneMatrix coefficients;
  decibels.reshape(kMelBandCount, 3);
  coefficients.reshape(kMfccCount, 3);
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    std::fill_n(decibels.row(band), decibels.stride(), -20.0f);
  Mfcc().measure(decibels, coefficients);
  EXPECT_NEAR(coefficients.row(0)[2], -20.0 * std::sqrt(128.0), 1e-4);
  for (std::size_t order = 1; order < kMfccCount; ++order)
    EXPECT_NEAR(coefficients.row(order)[2], 0.0, 1e-5);
}

}  // namespace
}  // namespace airmark::analysis
