#include "analysis/loudness/loudness_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tests/analysis/loudness/ebu_signals.h"
#include "tests/support/signals.h"
#include "tests/support/source_measures.h"

namespace airmark::analysis {
namespace {

using airmark::testing::Channels;
using airmark::testing::loudness_of;
using airmark::testing::music;
using airmark::testing::silence;
using airmark::testing::stereo_tones;
using airmark::testing::tones;
using airmark::testing::white_noise;

std::optional<Loudness> measure(const Channels& channels, double rate_hz) {
  return airmark::testing::measures_of(channels, rate_hz).loudness;
}

TEST(LoudnessMeter, CalibratesAtAnyRate) {
  for (const double rate_hz : {8000.0, 11025.0, 22050.0, 32000.0, 96000.0, 192000.0}) {
    const Loudness loudness = loudness_of(stereo_tones({{-23, 5}}, rate_hz), rate_hz);
    EXPECT_NEAR(loudness.integrated_lufs, -23.0, 0.1) << rate_hz;
    EXPECT_NEAR(loudness.momentary_max_lufs, -23.0, 0.1) << rate_hz;
    EXPECT_NEAR(loudness.short_term_max_lufs, -23.0, 0.1) << rate_hz;
    EXPECT_NEAR(loudness.true_peak_dbtp, -23.0, 0.1) << rate_hz;
  }
}

TEST(LoudnessMeter, TakesTheHighestPeakOfAllChannels) {
  const auto loudness = loudness_of({tones({{-30, 2}}, 48000), tones({{-12, 2}}, 48000)}, 48000);
  EXPECT_NEAR(loudness.true_peak_dbtp, -12.0, 0.1);
}

TEST(LoudnessMeter, MeasuresMonoAsItsStereoCopy) {
  const std::vector<float> samples = music(5.0, 44100.0);
  const Loudness mono = loudness_of({samples}, 44100.0);
  const Loudness stereo = loudness_of({samples, samples}, 44100.0);
  EXPECT_DOUBLE_EQ(mono.integrated_lufs, stereo.integrated_lufs);
  EXPECT_NEAR(mono.range_lu, stereo.range_lu, 1e-12);
  EXPECT_EQ(mono.true_peak_dbtp, stereo.true_peak_dbtp);
  EXPECT_DOUBLE_EQ(mono.momentary_max_lufs, stereo.momentary_max_lufs);
  EXPECT_DOUBLE_EQ(mono.short_term_max_lufs, stereo.short_term_max_lufs);
}

TEST(LoudnessMeter, MovesWithTheGainAndKeepsTheRange) {
  std::vector<float> samples = music(10.0, 48000.0);
  const Loudness loud = loudness_of({samples}, 48000.0);
  for (float& sample : samples) sample *= 0.1f;
  const Loudness quiet = loudness_of({samples}, 48000.0);
  EXPECT_NEAR(loud.integrated_lufs - quiet.integrated_lufs, 20.0, 1e-5);
  EXPECT_NEAR(loud.true_peak_dbtp - quiet.true_peak_dbtp, 20.0, 1e-5);
  EXPECT_NEAR(loud.momentary_max_lufs - quiet.momentary_max_lufs, 20.0, 1e-5);
  EXPECT_NEAR(loud.short_term_max_lufs - quiet.short_term_max_lufs, 20.0, 1e-5);
  EXPECT_NEAR(loud.range_lu, quiet.range_lu, 1e-5);
}

TEST(LoudnessMeter, TakesTheWholeForTheShortTermWhereThereIsLess) {
  const Loudness loudness = loudness_of(stereo_tones({{-20, 1}, {-1000, 1}}, 48000), 48000);
  EXPECT_NEAR(loudness.short_term_max_lufs, -20.0 - 10.0 * std::log10(2.0), 0.01);
  EXPECT_NEAR(loudness.momentary_max_lufs, -20.0, 0.01);
  EXPECT_EQ(loudness.range_lu, 0.0);
}

TEST(LoudnessMeter, HasNothingToSayOfSilence) {
  EXPECT_FALSE(measure({silence(5.0, 48000.0), silence(5.0, 48000.0)}, 48000.0));
  EXPECT_FALSE(measure(stereo_tones({{-75, 5}}, 48000), 48000));  // below the gate
}

TEST(LoudnessMeter, HearsNoConstant) {
  // Where it begins, the high pass lets it through for a moment; after that, nothing.
  const std::vector<float> constant(5 * 48000, 0.5f);
  const Loudness loudness = loudness_of({constant}, 48000.0);
  EXPECT_LT(loudness.integrated_lufs, -15.0);
  EXPECT_NEAR(loudness.true_peak_dbtp, 20.0 * std::log10(0.5), 1e-4);
}

TEST(LoudnessMeter, IsFiniteForExtremes) {
  std::vector<float> square(48000);
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n / 50 % 2 == 0 ? 1e9f : -1e9f;
  std::vector<float> impulse(48000);
  impulse[24000] = 1.0f;
  for (const std::vector<float>& samples : {square, impulse}) {
    const Loudness loudness = loudness_of({samples}, 48000.0);
    for (const double value : {loudness.integrated_lufs, loudness.range_lu, loudness.true_peak_dbtp,
                               loudness.momentary_max_lufs, loudness.short_term_max_lufs})
      EXPECT_TRUE(std::isfinite(value));
  }
  EXPECT_FALSE(
      measure({std::vector<float>(48000, std::numeric_limits<float>::denorm_min())}, 48000.0));
}

TEST(LoudnessMeter, NeedsOneGatingBlock) {
  EXPECT_FALSE(measure(stereo_tones({{-20, 0.39}}, 48000), 48000));
  EXPECT_TRUE(measure(stereo_tones({{-20, 0.41}}, 48000), 48000));
  EXPECT_FALSE(measure({{}}, 48000));
}

TEST(LoudnessMeter, DoesNotApplyWhereTheFilterHasNoRoom) {
  EXPECT_FALSE(measure({white_noise(5.0, 3000.0)}, 3000.0));
  EXPECT_TRUE(measure({white_noise(5.0, 4000.0)}, 4000.0));
}

TEST(LoudnessMeter, CountsNoMoreThanSixChannels) {
  const std::vector<float> noise = white_noise(1.0, 48000.0);
  const Loudness six = loudness_of(Channels(6, noise), 48000.0);
  EXPECT_EQ(loudness_of(Channels(65, noise), 48000.0), six);
}

}  // namespace
}  // namespace airmark::analysis
