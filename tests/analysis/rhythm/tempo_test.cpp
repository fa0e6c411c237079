#include "analysis/rhythm/tempo.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/framing/frame_grid.h"
#include "analysis/rhythm/onset_strength.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

std::vector<float> pulses(std::size_t frame_count, std::size_t period_frames) {
  std::vector<float> onsets(frame_count);
  for (std::size_t t = 0; t < frame_count; t += period_frames) onsets[t] = 5.0f;
  return onsets;
}

TEST(Tempo, IsTheRateOfTheLagInFrames) {
  Tempo tempo;
  for (const std::size_t period_frames : {16u, 21u, 22u, 26u})
    EXPECT_DOUBLE_EQ(tempo.measure_bpm(pulses(1293, period_frames)),
                     60.0 * kAnalysisRateHz / static_cast<double>(kHopSize * period_frames));
}

TEST(Tempo, IsZeroWhereNothingBegins) {
  EXPECT_EQ(Tempo().measure_bpm(std::vector<float>(1293)), 0.0);
}

TEST(Tempo, DoesNotDependOnTheScaleOfTheOnsets) {
  std::vector<float> onsets = pulses(700, 19);
  Tempo tempo;
  const double bpm = tempo.measure_bpm(onsets);
  for (float& onset : onsets) onset *= 1024.0f;
  EXPECT_EQ(tempo.measure_bpm(onsets), bpm);
}

TEST(Tempo, WindowShorterThanTheTempogramStillHasATempo) {
  EXPECT_NEAR(Tempo().measure_bpm(pulses(130, 20)), 129.2, 0.1);
}

TEST(OnsetStrength, IsTheMedianRiseThreeFramesLater) {
  LaneMatrix decibels;
  decibels.reshape(kMelBandCount, 40);
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    for (std::size_t t = 0; t < decibels.stride(); ++t)
      // Up by 1 .. 128 dB at frame 15, where a block of frames ends; down again at frame 30.
      decibels.row(band)[t] = t >= 15 && t < 30 ? static_cast<float>(band + 1) - 100.0f : -100.0f;
  std::vector<float> onsets(40, -1.0f);
  OnsetStrength().measure(decibels, onsets);
  for (std::size_t t = 0; t < onsets.size(); ++t)
    EXPECT_EQ(onsets[t], t == 17 ? 64.5f : 0.0f) << "frame " << t;
}

}  // namespace
}  // namespace airmark::analysis
