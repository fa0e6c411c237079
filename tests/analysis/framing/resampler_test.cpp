#include "analysis/framing/resampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <random>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::sine;
using airmark::testing::white_noise;

constexpr double kTwoPi = 2.0 * std::numbers::pi;

std::vector<float> resample(std::span<const float> samples, int rate_hz, std::size_t chunk) {
  std::vector<float> out;
  Resampler resampler(rate_hz,
                      [&](std::span<const float> s) { out.insert(out.end(), s.begin(), s.end()); });
  for (; !samples.empty(); samples = samples.subspan(std::min(chunk, samples.size())))
    resampler.push(samples.first(std::min(chunk, samples.size())));
  resampler.finish();
  return out;
}

struct Tone {
  double amplitude;
  double delay_frames;  // behind a sine that starts with phase 0 at frame 0
};

/// Least-squares fit of one sinusoid (projection on sine and cosine over whole periods), away from
/// the edges of the stretch.
Tone fit_tone(const std::vector<float>& samples, double frequency_hz) {
  const auto begin = static_cast<std::size_t>(kAnalysisRateHz);
  const auto end = 3 * begin;  // two seconds: whole periods of every whole frequency
  double in_phase = 0.0;
  double quadrature = 0.0;
  for (std::size_t n = begin; n < end; ++n) {
    const double angle = kTwoPi * frequency_hz * static_cast<double>(n) / kAnalysisRateHz;
    in_phase += samples[n] * std::sin(angle);
    quadrature += samples[n] * std::cos(angle);
  }
  const double scale = 2.0 / static_cast<double>(end - begin);
  const double phase = std::atan2(quadrature, in_phase);
  return {scale * std::hypot(in_phase, quadrature),
          -phase / kTwoPi * kAnalysisRateHz / frequency_hz};
}

double rms_db(std::span<const float> samples) {
  double sum = 0.0;
  for (const float s : samples) sum += static_cast<double>(s) * static_cast<double>(s);
  return 10.0 * std::log10(sum / static_cast<double>(samples.size()));
}

class ResamplerAtRate : public ::testing::TestWithParam<int> {};

TEST_P(ResamplerAtRate, KeepsAToneInPitchLevelAndTime) {
  for (const double frequency_hz : {100.0, 1000.0, 3000.0}) {
    const Tone tone =
        fit_tone(resample(sine(frequency_hz, 4.0, GetParam()), GetParam(), 4096), frequency_hz);
    EXPECT_NEAR(20.0 * std::log10(tone.amplitude / 0.5), 0.0, 0.01) << frequency_hz;  // dB
    EXPECT_NEAR(tone.delay_frames, 0.0, 0.001) << frequency_hz;
  }
}

TEST_P(ResamplerAtRate, DoesNotCareHowTheStretchIsCut) {
  const std::vector<float> noise = white_noise(1.3, GetParam());
  const std::vector<float> whole = resample(noise, GetParam(), noise.size());
  for (const std::size_t chunk : {1u, 63u, 64u, 1024u, 8192u})
    EXPECT_EQ(resample(noise, GetParam(), chunk), whole) << chunk;
}

TEST_P(ResamplerAtRate, GivesAsManySamplesAsLastAsLong) {
  std::mt19937 random(1);
  for (int k = 0; k < 50; ++k) {
    const std::size_t count = random() % 40000;
    const double exact = static_cast<double>(count) * kAnalysisRateHz / GetParam();
    const std::vector<float> out = resample(std::vector<float>(count), GetParam(), 4096);
    EXPECT_EQ(static_cast<double>(out.size()), std::floor(exact + 0.5)) << count;
  }
}

INSTANTIATE_TEST_SUITE_P(Rates, ResamplerAtRate,
                         ::testing::Values(8000, 11025, 11111, 16000, 22050, 32000, 44100, 48000,
                                           88200, 96000, 176400, 192000));

TEST(Resampler, SuppressesWhatItsRateCannotHold) {
  // Half a second at each end is left out: the tone's sudden start and end are audible by right.
  const std::vector<float> out = resample(sine(15000.0, 4.0, 48000), 48000, 1024);
  const std::span<const float> middle = std::span(out).subspan(11025, 66150);
  EXPECT_LT(rms_db(middle) - rms_db(sine(15000.0, 4.0, 48000)), -100.0);
}

TEST(Resampler, PutsAClickWhereItWas) {
  std::vector<float> click(96000);
  click[48000] = 1.0f;
  const std::vector<float> out = resample(click, 48000, 63);
  const auto loudest = std::ranges::max_element(out);
  EXPECT_EQ(loudest - out.begin(), 22050);
}

TEST(Resampler, PassesItsOwnRateUntouched) {
  const std::vector<float> noise = white_noise(0.5, kAnalysisRateHz);
  EXPECT_EQ(resample(noise, kAnalysisRateHz, 63), noise);
}

TEST(Resampler, RemembersNothingOfTheStretchBefore) {
  const std::vector<float> noise = white_noise(0.5, 48000);
  std::vector<float> out;
  Resampler resampler(48000,
                      [&](std::span<const float> s) { out.insert(out.end(), s.begin(), s.end()); });
  resampler.push(sine(440.0, 0.3, 48000));
  resampler.finish();
  resampler.finish();  // of a stretch without samples
  out.clear();
  resampler.push(noise);
  resampler.finish();
  EXPECT_EQ(out, resample(noise, 48000, 1024));
}

}  // namespace
}  // namespace airmark::analysis
