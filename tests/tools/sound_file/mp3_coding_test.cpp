#include "tools/sound_file/mp3_coding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/signals.h"
#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

constexpr int kBitsPerS = 128'000;

DecodedSound coded(const DecodedSound& sound) {
  auto result = through_mp3(sound, kBitsPerS);
  EXPECT_TRUE(result) << result.error().message;
  return result ? std::move(result).value() : DecodedSound{sound.sample_rate_hz, {{}}};
}

/// Noise without its highest part, which MP3 leaves out: by means of four neighbours.
DecodedSound dull_noise(double rate_hz, std::size_t frame_count, int channel_count = 1) {
  DecodedSound sound = noise(rate_hz, frame_count, channel_count);
  for (std::vector<float>& channel : sound.channels)
    for (std::size_t n = 0; n + 4 <= channel.size(); ++n)
      channel[n] = (channel[n] + channel[n + 1] + channel[n + 2] + channel[n + 3]) / 4.0F;
  return sound;
}

double correlation(const std::vector<float>& a, const std::vector<float>& b, int lag) {
  double sum = 0.0;
  for (std::size_t n = 100; n + 100 < a.size(); ++n)
    sum += static_cast<double>(a[n]) * b[static_cast<std::size_t>(static_cast<int>(n) + lag)];
  return sum;
}

TEST(Mp3Coding, KeepsLengthChannelsAndRate) {
  for (const double rate_hz : {22050.0, 44100.0, 48000.0})
    for (const std::size_t frames : {1U, 576U, 1152U, 30011U})
      for (const int channels : {1, 2}) {
        const DecodedSound result = coded(dull_noise(rate_hz, frames, channels));
        EXPECT_EQ(result.sample_rate_hz, rate_hz);
        EXPECT_EQ(result.channels.size(), static_cast<std::size_t>(channels));
        EXPECT_EQ(result.frame_count(), frames);
      }
}

TEST(Mp3Coding, KeepsEachFrameInItsPlace) {
  for (const double rate_hz : {22050.0, 44100.0}) {
    const DecodedSound sound = dull_noise(rate_hz, 40000);
    const DecodedSound result = coded(sound);
    int best = -100;
    for (int lag = -100; lag <= 100; ++lag)
      if (correlation(sound.channels[0], result.channels[0], lag) >
          correlation(sound.channels[0], result.channels[0], best))
        best = lag;
    EXPECT_EQ(best, 0) << rate_hz;
  }
}

TEST(Mp3Coding, KeepsTheLoudnessAndLosesALittle) {
  const DecodedSound sound{44100, {testing::music(2.0, 44100)}};
  const DecodedSound result = coded(sound);
  // LAME 3.100 itself scales what it codes at such bit rates by 0.95, so that less of it clips.
  EXPECT_NEAR(rms(result.channels[0]) / rms(sound.channels[0]), 0.95, 0.01);
  std::vector<float> lost = sound.channels[0];
  for (std::size_t n = 0; n < lost.size(); ++n) lost[n] -= result.channels[0][n];
  EXPECT_GT(rms(lost), 0.001 * rms(sound.channels[0]));
  EXPECT_LT(rms(lost), 0.2 * rms(sound.channels[0]));
}

TEST(Mp3Coding, HoldsTheEndAsWellAsTheBeginning) {
  const DecodedSound tone = sine(44100, 1.0, 1000.0);
  const std::vector<float> result = coded(tone).channels[0];
  for (const std::size_t first : {2000U, 42100U}) {
    const auto begin = result.begin() + static_cast<std::ptrdiff_t>(first);
    EXPECT_NEAR(rms({begin, begin + 2000}), 0.95 * 0.5 * std::sqrt(0.5), 0.01) << first;
  }
}

TEST(Mp3Coding, DoesNotClip) {
  DecodedSound loud = sine(44100, 1.0, 1000.0);
  for (float& sample : loud.channels[0]) sample *= 4.0F;
  EXPECT_NEAR(*std::ranges::max_element(coded(loud).channels[0]), 0.95 * 2.0, 0.05);
}

TEST(Mp3Coding, TakesOtherRatesToTheNextThatMp3Has) {
  const DecodedSound high = coded(sine(96000, 1.0, 1000.0));
  EXPECT_EQ(high.sample_rate_hz, 48000.0);
  EXPECT_EQ(high.frame_count(), 48000U);
  EXPECT_NEAR(rms(high.channels[0]), 0.95 * 0.5 * std::sqrt(0.5), 0.01);
  EXPECT_EQ(coded(sine(40000, 1.0, 1000.0)).sample_rate_hz, 44100.0);
  EXPECT_EQ(coded(sine(8000, 1.0, 1000.0)).frame_count(), 8000U);
}

TEST(Mp3Coding, TakesTheMeanOfMoreThanTwoChannels) {
  DecodedSound sound = sine(44100, 1.0, 1000.0);
  sound.channels.resize(5, sound.channels[0]);
  const DecodedSound result = coded(sound);
  EXPECT_EQ(result.channels.size(), 1U);
  EXPECT_NEAR(rms(result.channels[0]), 0.95 * 0.5 * std::sqrt(0.5), 0.01);
}

TEST(Mp3Coding, GivesTheSameSamplesEachTime) {
  const DecodedSound sound = dull_noise(44100, 30000, 2);
  EXPECT_EQ(coded(sound), coded(sound));
}

}  // namespace
}  // namespace airmark::tools
