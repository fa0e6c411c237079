#include "analysis/loudness/loudness_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::silence;
using airmark::testing::sine;
using airmark::testing::white_noise;

double amplitude_of(double dbfs) { return std::pow(10.0, dbfs / 20.0); }

std::vector<float> tone(double dbfs, double duration_s, double rate_hz = 48000.0) {
  return sine(1000.0, duration_s, rate_hz, amplitude_of(dbfs));
}

std::vector<float> joined(const std::vector<std::vector<float>>& parts) {
  std::vector<float> all;
  for (const std::vector<float>& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::optional<Loudness> measure(const std::vector<std::vector<float>>& channels, double rate_hz) {
  std::vector<const float*> pointers;
  for (const std::vector<float>& channel : channels) pointers.push_back(channel.data());
  return measure_loudness(pointers, channels.front().size(), rate_hz);
}

/// The same signal left and right, as the test signals of EBU Tech 3341 and 3342 are.
Loudness measure_stereo(const std::vector<float>& samples, double rate_hz = 48000.0) {
  const auto loudness = measure({samples, samples}, rate_hz);
  EXPECT_TRUE(loudness.has_value());
  return loudness.value_or(Loudness{});
}

// EBU Tech 3341, table 1: the expected response is within ±0.1 LU.

TEST(LoudnessMeter, PassesCase1OfTech3341) {
  for (const double rate_hz : {22050.0, 32000.0, 44100.0, 48000.0, 96000.0, 192000.0})
    EXPECT_NEAR(measure_stereo(tone(-23.0, 20.0, rate_hz), rate_hz).integrated_lufs, -23.0, 0.1)
        << rate_hz;
}

TEST(LoudnessMeter, PassesCase2OfTech3341) {
  EXPECT_NEAR(measure_stereo(tone(-33.0, 20.0)).integrated_lufs, -33.0, 0.1);
}

TEST(LoudnessMeter, PassesCase3OfTech3341) {
  const auto signal = joined({tone(-36.0, 10.0), tone(-23.0, 60.0), tone(-36.0, 10.0)});
  EXPECT_NEAR(measure_stereo(signal).integrated_lufs, -23.0, 0.1);
}

TEST(LoudnessMeter, PassesCase4OfTech3341) {
  const auto signal = joined({tone(-72.0, 10.0), tone(-36.0, 10.0), tone(-23.0, 60.0),
                              tone(-36.0, 10.0), tone(-72.0, 10.0)});
  EXPECT_NEAR(measure_stereo(signal).integrated_lufs, -23.0, 0.1);
}

TEST(LoudnessMeter, PassesCase5OfTech3341) {
  const auto signal = joined({tone(-26.0, 20.0), tone(-20.0, 20.1), tone(-26.0, 20.0)});
  EXPECT_NEAR(measure_stereo(signal).integrated_lufs, -23.0, 0.1);
}

// EBU Tech 3342, table 1: the expected range is within ±1 LU.

TEST(LoudnessMeter, PassesCase1OfTech3342) {
  EXPECT_NEAR(measure_stereo(joined({tone(-20.0, 20.0), tone(-30.0, 20.0)})).range_lu, 10.0, 1.0);
}

TEST(LoudnessMeter, PassesCase2OfTech3342) {
  EXPECT_NEAR(measure_stereo(joined({tone(-20.0, 20.0), tone(-15.0, 20.0)})).range_lu, 5.0, 1.0);
}

TEST(LoudnessMeter, FindsThePeakBetweenTheSamples) {
  // A quarter of the rate, an eighth of a period late: samples at 0.707, crests at 1 (EBU Tech
  // 3341, cases 15 to 18 in kind: +0.2 / -0.4 dB).
  std::vector<float> late(48000);
  for (std::size_t n = 0; n < late.size(); ++n)
    late[n] = 0.5f * (n % 4 < 2 ? 1.0f : -1.0f) * std::sqrt(0.5f);
  const double peak_dbtp = measure_stereo(late).true_peak_dbtp;
  EXPECT_GE(peak_dbtp, -6.02 - 0.4);
  EXPECT_LE(peak_dbtp, -6.02 + 0.2);
}

TEST(LoudnessMeter, TakesTheHighestPeakOfAllChannels) {
  const auto loudness = measure({tone(-30.0, 2.0), tone(-12.0, 2.0)}, 48000.0);
  ASSERT_TRUE(loudness.has_value());
  EXPECT_NEAR(loudness->true_peak_dbtp, -12.0, 0.1);
}

TEST(LoudnessMeter, MeasuresMonoAsItsStereoCopy) {
  const std::vector<float> noise = white_noise(5.0, 44100.0);
  const auto mono = measure({noise}, 44100.0);
  const auto stereo = measure({noise, noise}, 44100.0);
  ASSERT_TRUE(mono && stereo);
  EXPECT_NEAR(mono->integrated_lufs, stereo->integrated_lufs, 1e-9);
  EXPECT_NEAR(mono->range_lu, stereo->range_lu, 1e-9);
  EXPECT_EQ(mono->true_peak_dbtp, stereo->true_peak_dbtp);
}

TEST(LoudnessMeter, MovesWithTheGain) {
  const Loudness quiet = measure_stereo(white_noise(5.0, 48000.0, 0.05));
  const Loudness loud = measure_stereo(white_noise(5.0, 48000.0, 0.5));
  EXPECT_NEAR(loud.integrated_lufs - quiet.integrated_lufs, 20.0, 0.001);
  EXPECT_NEAR(loud.true_peak_dbtp - quiet.true_peak_dbtp, 20.0, 0.001);
}

TEST(LoudnessMeter, HasNothingToSayOfSilence) {
  EXPECT_FALSE(measure({silence(5.0, 48000.0), silence(5.0, 48000.0)}, 48000.0));
  EXPECT_FALSE(measure({tone(-75.0, 5.0), tone(-75.0, 5.0)}, 48000.0));  // below the gate
}

TEST(LoudnessMeter, NeedsOneGatingBlock) {
  EXPECT_FALSE(measure({tone(-20.0, 0.39)}, 48000.0));
  EXPECT_TRUE(measure({tone(-20.0, 0.41)}, 48000.0));
}

TEST(LoudnessMeter, SumsFiveChannelsAsSurround) {
  // EBU Tech 3341, case 6: left and right -28, centre -24, surrounds -30 dBFS make -23 LUFS.
  // The library's order for five channels is left, right, centre, left and right surround.
  const auto front = tone(-28.0, 20.0);
  const auto back = tone(-30.0, 20.0);
  const auto loudness = measure({front, front, tone(-24.0, 20.0), back, back}, 48000.0);
  ASSERT_TRUE(loudness.has_value());
  EXPECT_NEAR(loudness->integrated_lufs, -23.0, 0.1);
}

TEST(LoudnessMeter, DoesNotApplyWhereTheStandardDoesNot) {
  EXPECT_FALSE(measure({white_noise(5.0, 3000.0)}, 3000.0));
  EXPECT_TRUE(measure({white_noise(5.0, 8000.0)}, 8000.0));
  const std::vector<std::vector<float>> crowd(65, white_noise(1.0, 48000.0));
  EXPECT_FALSE(measure(crowd, 48000.0));
}

}  // namespace
}  // namespace airmark::analysis
