#include "analysis/features/waveform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

TEST(Waveform, OfAFullScaleSquareHasNoCrestAndTheLeastKurtosis) {
  std::vector<float> square(1000);
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n % 100 < 50 ? 1.0f : -1.0f;
  const Waveform waveform = waveform_of(square);
  EXPECT_EQ(waveform.mean, 0.0);
  EXPECT_EQ(waveform.deviation, 1.0);
  EXPECT_EQ(waveform.skewness, 0.0);
  EXPECT_EQ(waveform.excess_kurtosis, -2.0);
  EXPECT_EQ(waveform.absolute_mean, 1.0);
  EXPECT_EQ(waveform.peak, 1.0);
  EXPECT_EQ(waveform.crest_factor_db, 0.0);
}

TEST(Waveform, OfASineHasThreeDecibelsOfCrestAndKurtosisMinusOneAndAHalf) {
  const Waveform waveform = waveform_of(testing::sine(441.0, 1.0, 22050.0, 0.5));
  EXPECT_NEAR(waveform.mean, 0.0, 1e-6);
  EXPECT_NEAR(waveform.deviation, 0.5 / std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(waveform.excess_kurtosis, -1.5, 1e-5);
  EXPECT_NEAR(waveform.absolute_mean, 0.5 * 2.0 / 3.14159265, 3e-3);
  EXPECT_NEAR(waveform.crest_factor_db, 10.0 * std::log10(2.0), 0.02);
}

TEST(Waveform, LeansTowardsItsRareSide) {
  std::vector<float> spikes(1000);
  for (std::size_t n = 0; n < spikes.size(); n += 10) spikes[n] = 0.75f;
  // A share p = 0.1 of spikes: skewness (1 - 2p) / sqrt(pq), kurtosis 1 / (pq) - 6.
  EXPECT_NEAR(waveform_of(spikes).skewness, 0.8 / 0.3, 1e-9);
  EXPECT_NEAR(waveform_of(spikes).excess_kurtosis, 1.0 / 0.09 - 6.0, 1e-9);
  for (float& sample : spikes) sample = -sample;
  EXPECT_NEAR(waveform_of(spikes).skewness, -0.8 / 0.3, 1e-9);
  EXPECT_EQ(waveform_of(spikes).peak, 0.75);
}

TEST(Waveform, OfAConstantHasNoShape) {
  for (const float level : {0.1f, -1.0f, 1e-30f}) {
    const Waveform waveform = waveform_of(std::vector<float>(66149, level));
    EXPECT_NEAR(waveform.mean, level, 1e-12);
    EXPECT_EQ(waveform.skewness, 0.0) << level;
    EXPECT_EQ(waveform.excess_kurtosis, 0.0) << level;
    EXPECT_NEAR(waveform.crest_factor_db, 0.0, 1e-9) << level;
  }
  EXPECT_EQ(waveform_of(std::vector<float>(100)).crest_factor_db, 0.0);
}

TEST(Waveform, CountsEverySampleOfAnyLength) {
  for (std::size_t count = 1; count < 40; ++count) {
    std::vector<float> ramp(count);
    for (std::size_t n = 0; n < count; ++n) ramp[n] = static_cast<float>(n) + 1.0f;
    const auto size = static_cast<double>(count);
    const Waveform waveform = waveform_of(ramp);
    EXPECT_DOUBLE_EQ(waveform.mean, (size + 1.0) / 2.0);
    EXPECT_NEAR(waveform.deviation, std::sqrt((size * size - 1.0) / 12.0), 1e-12);
    EXPECT_EQ(waveform.peak, size);
  }
}

}  // namespace
}  // namespace airmark::analysis
