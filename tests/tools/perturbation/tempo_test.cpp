#include "tools/perturbation/tempo.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

constexpr double kRate = 22050.0;

DecodedSound changed(const DecodedSound& sound, double factor) {
  auto result = with_tempo(sound, factor);
  EXPECT_TRUE(result) << result.error().message;
  return result ? std::move(result).value() : DecodedSound{kRate, {{}}};
}

/// Where something begins after a silence.
std::vector<std::size_t> onsets(const std::vector<float>& samples) {
  constexpr std::size_t kSilence = 4000;
  std::vector<std::size_t> places;
  std::size_t last_loud = 0;
  for (std::size_t n = 0; n < samples.size(); ++n) {
    if (std::abs(samples[n]) < 0.2F) continue;
    if (places.empty() || n - last_loud > kSilence) places.push_back(n);
    last_loud = n;
  }
  return places;
}

/// Passages through zero upwards, per second, without the ends.
double pitch_hz(const DecodedSound& sound) {
  const std::vector<float>& samples = sound.channels[0];
  const std::size_t first = samples.size() / 4, last = 3 * first;
  std::vector<std::size_t> passages;
  for (std::size_t n = first; n < last; ++n)
    if (samples[n - 1] < 0.0F && samples[n] >= 0.0F) passages.push_back(n);
  return static_cast<double>(passages.size() - 1) * sound.sample_rate_hz /
         static_cast<double>(passages.back() - passages.front());
}

TEST(Tempo, DividesTheLengthByTheFactor) {
  for (const std::size_t frames : {1U, 1000U, 22050U, 50001U})
    for (const double factor : {1.06, 0.94})
      EXPECT_EQ(changed(noise(kRate, frames), factor).frame_count(),
                static_cast<std::size_t>(std::lround(static_cast<double>(frames) / factor)))
          << frames;
}

TEST(Tempo, MovesBeatsNearerByTheFactor) {
  // Tones of 50 ms, half a second apart, the first after a quarter.
  const DecodedSound beats = sound_of(kRate, 5 * 22050, [](double time_s) {
    const double at_s = std::fmod(time_s + 0.25, 0.5);
    return at_s < 0.05 ? 0.5 * std::sin(2.0 * std::numbers::pi * 1000.0 * at_s) : 0.0;
  });
  for (const double factor : {1.06, 0.94}) {
    const auto places = onsets(changed(beats, factor).channels[0]);
    ASSERT_EQ(places.size(), 10U);
    for (std::size_t n = 0; n < places.size(); ++n) {
      const double wanted = (0.25 + 0.5 * static_cast<double>(n)) * kRate / factor;
      EXPECT_NEAR(static_cast<double>(places[n]), wanted, 0.01 * kRate) << n;  // 10 ms
    }
  }
}

TEST(Tempo, LeavesThePitch) {
  const DecodedSound tone = sine(kRate, 3.0, 440.0);
  for (const double factor : {1.06, 0.94})
    EXPECT_NEAR(pitch_hz(changed(tone, factor)), 440.0, 0.5) << factor;  // 2 cents
}

TEST(Tempo, LeavesTheLoudness) {
  const DecodedSound tone = sine(kRate, 3.0, 440.0);
  EXPECT_NEAR(rms(changed(tone, 1.06).channels[0]) / rms(tone.channels[0]), 1.0, 0.05);
}

TEST(Tempo, GivesTheSameSamplesEachTime) {
  const DecodedSound sound = noise(kRate, 30000, 2);
  EXPECT_EQ(changed(sound, 1.06), changed(sound, 1.06));
}

TEST(Tempo, KeepsEqualChannelsEqual) {
  DecodedSound sound = noise(kRate, 30000);
  sound.channels.push_back(sound.channels[0]);
  const DecodedSound faster = changed(sound, 1.06);
  EXPECT_EQ(faster.channels[0], faster.channels[1]);
}

}  // namespace
}  // namespace airmark::tools
