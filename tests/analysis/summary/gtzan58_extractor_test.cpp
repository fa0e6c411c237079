#include "analysis/summary/gtzan58_extractor.h"

#include <gmock/gmock.h>

#include <cmath>
#include <thread>

#include "tests/support/allocation_counter.h"
#include "tests/support/odd_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;

Gtzan58Values values_of(std::span<const float> samples) {
  return Gtzan58Extractor().extract(samples).gtzan58;
}

std::vector<float> constant(std::size_t count, float value) {
  return std::vector<float>(count, value);
}

TEST(Gtzan58Extractor, OddInputGivesFiniteValuesInTheTablesRange) {
  for (const std::size_t count : {1025u, 1535u, 1536u, 2048u, 8191u, 8192u, 66149u})
    for (const testing::OddSignal& odd : testing::odd_signals(count)) {
      const WindowFeatures features = Gtzan58Extractor().extract(odd.samples);
      EXPECT_GE(features.audible_ratio, 0.0);
      EXPECT_LE(features.audible_ratio, 1.0);
      for (std::size_t i = 0; i < kGtzan58Count; ++i) {
        const FeatureSpec& spec = kGtzan58Table[i];
        const double value = features.gtzan58[i];
        ASSERT_TRUE(std::isfinite(value)) << spec.name << " of " << odd.name << ", " << count;
        if (!odd.within_full_scale) continue;
        ASSERT_GE(value, spec.lowest - 1e-9) << spec.name << " of " << odd.name << ", " << count;
        ASSERT_LE(value, spec.highest + 1e-9) << spec.name << " of " << odd.name << ", " << count;
      }
    }
}

TEST(Gtzan58Extractor, SilenceIsZeroButForItsLengthAndItsLevel) {
  const WindowFeatures features = Gtzan58Extractor().extract(constant(5000, 0.0f));
  EXPECT_EQ(features.audible_ratio, 0.0);
  for (std::size_t i = 1; i < kGtzan58Count; ++i) {
    if (i == mfcc_mean_index(1)) continue;
    EXPECT_NEAR(features.gtzan58[i], 0.0, 1e-10) << kGtzan58Table[i].name;
  }
  EXPECT_EQ(value_of(features.gtzan58, Gtzan58::Length), 5000.0);
  EXPECT_NEAR(value_of(features.gtzan58, Gtzan58::Mfcc1Mean), -100.0 * std::sqrt(128.0), 1e-3);
}

TEST(Gtzan58Extractor, AudibleRatioIsTheShareOfFramesAboveTheGate) {
  std::vector<float> samples = testing::sine(1000.0, 10.0, kRateHz, 0.1);
  std::fill(samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2), samples.end(), 0.0f);
  EXPECT_NEAR(Gtzan58Extractor().extract(samples).audible_ratio, 0.5, 0.01);
  // -60 dBFS RMS is an amplitude of 0.00141.
  EXPECT_EQ(Gtzan58Extractor().extract(testing::sine(1000.0, 2.0, kRateHz, 0.0013)).audible_ratio,
            0.0);
  EXPECT_EQ(Gtzan58Extractor().extract(testing::sine(1000.0, 2.0, kRateHz, 0.0015)).audible_ratio,
            1.0);
}

TEST(Gtzan58Extractor, TwiceAsLoudChangesTheLevelAndNotTheShape) {
  // Noise, because in it no mel band is 80 dB below the loudest: nothing is clipped.
  std::vector<float> samples = testing::white_noise(10.0, kRateHz, 0.2);
  const Gtzan58Values soft = values_of(samples);
  for (float& sample : samples) sample *= 2.0f;
  const Gtzan58Values loud = values_of(samples);

  // 20 log10(2) dB in each of 128 bands.
  EXPECT_NEAR(loud[mfcc_mean_index(1)] - soft[mfcc_mean_index(1)],
              20.0 * std::log10(2.0) * std::sqrt(128.0), 1e-4);
  for (std::size_t order = 1; order <= kMfccCount; ++order) {
    const std::size_t i = mfcc_mean_index(order);
    if (order > 1) {
      EXPECT_NEAR(loud[i], soft[i], 2e-5) << "MFCC " << order;
    }
    EXPECT_NEAR(loud[i + 1], soft[i + 1], 1e-5 * soft[i + 1]) << "MFCC " << order;
  }
  // A factor of two is exact in floating point, so ratios do not change at all.
  for (const Gtzan58 same :
       {Gtzan58::ChromaMean, Gtzan58::ChromaVariance, Gtzan58::CentroidMean,
        Gtzan58::CentroidVariance, Gtzan58::BandwidthMean, Gtzan58::BandwidthVariance,
        Gtzan58::RolloffMean, Gtzan58::RolloffVariance, Gtzan58::ZeroCrossingRateMean,
        Gtzan58::ZeroCrossingRateVariance})
    EXPECT_EQ(value_of(loud, same), value_of(soft, same));
  EXPECT_EQ(value_of(loud, Gtzan58::RmsMean), 2.0 * value_of(soft, Gtzan58::RmsMean));
  EXPECT_EQ(value_of(loud, Gtzan58::HarmonyVariance),
            4.0 * value_of(soft, Gtzan58::HarmonyVariance));
  EXPECT_EQ(value_of(loud, Gtzan58::PerceptrMean), 2.0 * value_of(soft, Gtzan58::PerceptrMean));
}

TEST(Gtzan58Extractor, SameSamplesGiveTheSameBits) {
  const std::vector<float> samples = testing::music(12.0, kRateHz);
  Gtzan58Extractor extractor;
  const Gtzan58Values first = extractor.extract(samples).gtzan58;
  EXPECT_EQ(extractor.extract(samples).gtzan58, first) << "second call";
  EXPECT_EQ(values_of(samples), first) << "another extractor";
  // Where the samples lie in memory must not matter either.
  std::vector<float> shifted(samples.size() + 3);
  std::copy(samples.begin(), samples.end(), shifted.begin() + 3);
  EXPECT_EQ(extractor.extract(std::span(shifted).subspan(3)).gtzan58, first) << "unaligned";
}

TEST(Gtzan58Extractor, OnesOnSeveralThreadsDoNotDisturbEachOther) {
  const std::vector<float> samples = testing::music(5.0, kRateHz);
  const Gtzan58Values alone = values_of(samples);
  std::array<Gtzan58Values, 4> together{};
  {
    std::vector<std::jthread> threads;
    for (Gtzan58Values& values : together)
      threads.emplace_back([&samples, &values] { values = values_of(samples); });
  }
  for (const Gtzan58Values& values : together) EXPECT_EQ(values, alone);
}

TEST(Gtzan58Extractor, RemembersNothingOfALongerOrLouderWindow) {
  Gtzan58Extractor used;
  std::vector<float> loud = testing::music(20.0, kRateHz);
  for (float& sample : loud) sample *= 100.0f;
  for (const double duration_s : {0.05, 0.4, 1.0, 3.7, 11.3, 19.9}) {
    const std::vector<float> samples = testing::music(duration_s, kRateHz, 99);
    used.extract(loud);
    EXPECT_EQ(used.extract(samples).gtzan58, values_of(samples)) << duration_s << " s";
  }
}

TEST(Gtzan58Extractor, AllocatesNothingAfterTheFirstWindowOfALength) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const std::vector<float> first = testing::music(30.0, kRateHz);
  const std::vector<float> second = testing::white_noise(30.0, kRateHz);
  const std::vector<float> shorter = testing::clicks(120.0, 7.0, kRateHz);
  Gtzan58Extractor extractor;
  {
    const testing::AllocationCounter allocations;
    extractor.extract(first);
    EXPECT_GT(allocations.count(), 0u) << "the counter counts nothing";
  }
  const testing::AllocationCounter allocations;
  extractor.extract(second);
  extractor.extract(shorter);
  extractor.extract(first);
  EXPECT_EQ(allocations.count(), 0u);
}

TEST(Gtzan58Extractor, EveryNumberOfFramesWorks) {
  // From three frames on, over the ends of blocks of sixteen.
  const std::vector<float> music = testing::music(2.0, kRateHz);
  Gtzan58Extractor used;
  for (std::size_t count = kFewestWindowSamples; count < 80 * 512; count += 509) {
    const auto samples = std::span(music).first(count);
    const Gtzan58Values values = used.extract(samples).gtzan58;
    ASSERT_EQ(values, values_of(samples)) << count << " samples";
    for (const double value : values) ASSERT_TRUE(std::isfinite(value)) << count << " samples";
  }
}

}  // namespace
}  // namespace airmark::analysis
