#include "analysis/rhythm/mean_onset_strength.h"

#include <gtest/gtest.h>

#include <vector>

#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

std::vector<float> onsets_of(const LaneMatrix& decibels) {
  std::vector<float> onsets(decibels.column_count(), -1.0f);
  measure_mean_onset_strength(decibels, onsets);
  return onsets;
}

LaneMatrix level(float decibels, std::size_t frame_count) {
  LaneMatrix matrix;
  matrix.reshape(kMelBandCount, frame_count);
  for (std::size_t b = 0; b < kMelBandCount; ++b)
    for (std::size_t t = 0; t < matrix.stride(); ++t) matrix.row(b)[t] = decibels;
  return matrix;
}

TEST(MeanOnsetStrength, IsTheMeanRiseOfAllBandsThreeFramesLater) {
  LaneMatrix decibels = level(-40.0f, 20);
  for (std::size_t b = 0; b < kMelBandCount / 4; ++b)  // a quarter of the bands rises by 16 dB
    for (std::size_t t = 5; t < 20; ++t) decibels.row(b)[t] = -24.0f;
  const std::vector<float> onsets = onsets_of(decibels);
  for (std::size_t t = 0; t < onsets.size(); ++t)
    EXPECT_FLOAT_EQ(onsets[t], t == 5 + 2 ? 4.0f : 0.0f) << t;
}

TEST(MeanOnsetStrength, DoesNotCountWhatFades) {
  LaneMatrix decibels = level(-40.0f, 20);
  for (std::size_t t = 0; t < 20; ++t) decibels.row(0)[t] = -20.0f - static_cast<float>(t);
  for (const float onset : onsets_of(decibels)) EXPECT_EQ(onset, 0.0f);
}

TEST(MeanOnsetStrength, OfFewFramesIsZero) {
  for (const std::size_t count : {1u, 2u, 3u})
    for (const float onset : onsets_of(level(-40.0f, count))) EXPECT_EQ(onset, 0.0f);
}

}  // namespace
}  // namespace airmark::analysis
