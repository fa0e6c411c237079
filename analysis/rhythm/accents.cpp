#include "analysis/rhythm/accents.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kFirstUpperBand = 5;  // 150 Hz
constexpr std::size_t kBandEnd = 116;       // 7 kHz

/// log2 of Stevens's loudness per decibel of power: 0.3 / 10 * log2(10).
constexpr float kLog2LoudnessPerDb = 0.099657843f;

/// 2^x for -126 < x <= 0 within 4e-6 of its value, by its Taylor series around the nearest
/// integer.
inline float power_of_2(float x) noexcept {
  const float whole = static_cast<float>(static_cast<std::int32_t>(x - 0.5f));  // x <= 0
  const float f = (x - whole) * 0.69314718f;
  const float part =
      1.0f + f * (1.0f + f * (0.5f + f * (0.16666667f + f * (0.041666667f + f * 0.0083333333f))));
  const auto exponent = static_cast<std::int32_t>(whole) + 127;
  return part * std::bit_cast<float>(exponent << 23);
}

AIRMARK_VECTOR_CLONES
void add_loudness(const float* decibels, float loudest, std::size_t count, float* sum) noexcept {
  for (std::size_t t = 0; t < count; ++t) {
    const float below = decibels[t] - loudest;
    sum[t] += power_of_2(kLog2LoudnessPerDb * below);
  }
}

AIRMARK_VECTOR_CLONES
float loudest_of(const float* decibels, std::size_t count) noexcept {
  std::array<float, kBlockFrames> lanes;
  lanes.fill(decibels[0]);
  std::size_t t = 0;
  for (; t + kBlockFrames <= count; t += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      lanes[lane] = decibels[t + lane] > lanes[lane] ? decibels[t + lane] : lanes[lane];
  for (; t < count; ++t) lanes[0] = std::max(lanes[0], decibels[t]);
  return *std::max_element(lanes.begin(), lanes.end());
}

/// From the last frame to the first: each value needs the one before.
void keep_rises(std::vector<float>& values) {
  for (std::size_t t = values.size() - 1; t > 0; --t)
    values[t] = std::max(0.0f, values[t] - values[t - 1]);
  values[0] = 0.0f;
}

}  // namespace

void Accents::measure(const LaneMatrix& mel_decibels) {
  assert(mel_decibels.row_count() == kMelBandCount && mel_decibels.column_count() > 0);
  const std::size_t frame_count = mel_decibels.column_count();
  float loudest = -std::numeric_limits<float>::infinity();
  for (std::size_t row = 0; row < kBandEnd; ++row)
    loudest = std::max(loudest, loudest_of(mel_decibels.row(row), frame_count));
  bass_.assign(frame_count, 0.0f);
  upper_.assign(frame_count, 0.0f);
  for (std::size_t row = 0; row < kBandEnd; ++row)
    add_loudness(mel_decibels.row(row), loudest, frame_count,
                 row < kFirstUpperBand ? bass_.data() : upper_.data());
  keep_rises(bass_);
  keep_rises(upper_);
}

}  // namespace airmark::analysis
