#include "analysis/rhythm/onset_bands.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/rhythm/onset_count.h"
#include "analysis/spectrum/mel_bands.h"
#include "analysis/summary/window_frames.h"
#include "tests/support/drums.h"

namespace airmark::analysis {
namespace {

/// All bands at the floor; from frame `first` for five frames the given ones 30 dB above it.
LaneMatrix one_step(std::size_t frame_count, std::size_t first, std::size_t first_band,
                    std::size_t band_end) {
  LaneMatrix decibels;
  decibels.reshape(kMelBandCount, frame_count);
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    for (std::size_t t = 0; t < frame_count; ++t)
      decibels.row(band)[t] =
          band >= first_band && band < band_end && t >= first && t < first + 5 ? -50.0f : -80.0f;
  return decibels;
}

float peak(const OnsetBands& onsets, OnsetBand which) {
  const auto band = onsets.band(which);
  return *std::max_element(band.begin(), band.end());
}

TEST(OnsetBands, ARiseIsHeardInItsBandAlone) {
  OnsetBands onsets;
  onsets.measure(one_step(200, 100, 0, 5));
  // 30 dB less what 1 in 43 frames adds to the mean, twice.
  EXPECT_NEAR(onsets.band(OnsetBand::Bass)[100], 30.0 * 42.0 / 43.0 * (1.0 - 0.5 / 43.0), 1e-4);
  EXPECT_EQ(peak(onsets, OnsetBand::Middle), 0.0f);
  EXPECT_EQ(peak(onsets, OnsetBand::Treble), 0.0f);
  onsets.measure(one_step(200, 100, 56, 116));
  EXPECT_EQ(peak(onsets, OnsetBand::Bass), 0.0f);
  EXPECT_NEAR(onsets.band(OnsetBand::Treble)[100], 30.0 * 42.0 / 43.0 * (1.0 - 0.5 / 43.0), 1e-4);
  EXPECT_NEAR(onsets.rises()[100], 30.0 * 42.0 / 43.0 * 60.0 / 116.0, 1e-4);
}

TEST(OnsetBands, AFallIsNoOnset) {
  OnsetBands onsets;
  onsets.measure(one_step(200, 100, 0, 116));
  for (std::size_t t = 0; t < 200; ++t)
    EXPECT_EQ(onsets.rises()[t] > 0.0f, t == 100) << "frame " << t;
}

TEST(OnsetBands, WhatFlickersAllTheTimeIsLittle) {
  LaneMatrix decibels;
  decibels.reshape(kMelBandCount, 300);
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    for (std::size_t t = 0; t < 300; ++t) decibels.row(band)[t] = t % 2 == 0 ? -3.0f : 0.0f;
  OnsetBands onsets;
  onsets.measure(decibels);
  // 21 of the 43 frames around a rise of 3 dB rise, too.
  constexpr double kShare = 21.0 / 43.0;
  const auto inside = onsets.band(OnsetBand::Middle).subspan(43, 300 - 2 * 43);
  EXPECT_NEAR(std::ranges::max(inside), 3.0 * (1.0 - kShare) * (1.0 - 0.5 * kShare), 1e-4);
}

TEST(OnsetBands, BassDrumAndHiHatAreApart) {
  testing::DrumTrack track(2.0);
  track.play(testing::Drum::Kick, 0.5);
  track.play(testing::Drum::HiHat, 1.5);
  WindowFrames frames;
  frames.measure(track.samples());
  OnsetBands onsets;
  onsets.measure(frames.mel_decibels());
  const auto strongest = [&](OnsetBand which) {
    const auto band = onsets.band(which);
    return std::max_element(band.begin(), band.end()) - band.begin();
  };
  EXPECT_NEAR(static_cast<double>(strongest(OnsetBand::Bass)), 0.5 * 43.07, 2.0);
  EXPECT_NEAR(static_cast<double>(strongest(OnsetBand::Treble)), 1.5 * 43.07, 2.0);
}

TEST(CountOnsets, CountsMaximaThatStandOut) {
  std::vector<float> rises(200, 0.4f);
  EXPECT_EQ(count_onsets(rises), 0u);
  for (const std::size_t t : {20u, 60u, 63u, 150u}) rises[t] = 5.0f;
  EXPECT_EQ(count_onsets(rises), 4u);
  rises[61] = 4.9f;   // beside a stronger one
  rises[151] = 5.0f;  // as strong as its neighbour
  EXPECT_EQ(count_onsets(rises), 4u);
  rises[100] = 0.8f;  // hardly above the mean
  EXPECT_EQ(count_onsets(rises), 4u);
}

}  // namespace
}  // namespace airmark::analysis
