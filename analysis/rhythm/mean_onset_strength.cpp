#include "analysis/rhythm/mean_onset_strength.h"

#include <algorithm>
#include <cassert>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

/// Frames between a rise and where it is written: the difference's own and half an STFT frame.
constexpr std::size_t kDelayFrames = 1 + kFrameSize / (2 * kHopSize);

void add_rises(const float* band, std::size_t rise_count, float* sums) {
  for (std::size_t t = 0; t < rise_count; ++t) {
    const float rise = band[t + 1] - band[t];
    sums[t] += rise > 0.0f ? rise : 0.0f;
  }
}

}  // namespace

void measure_mean_onset_strength(const LaneMatrix& mel_decibels, std::span<float> onsets) noexcept {
  assert(mel_decibels.row_count() == kMelBandCount);
  assert(mel_decibels.column_count() == onsets.size());
  std::fill(onsets.begin(), onsets.end(), 0.0f);
  if (onsets.size() <= kDelayFrames) return;
  const std::span<float> rises = onsets.subspan(kDelayFrames);
  for (std::size_t b = 0; b < kMelBandCount; ++b)
    add_rises(mel_decibels.row(b), rises.size(), rises.data());
  for (float& rise : rises) rise /= static_cast<float>(kMelBandCount);
}

}  // namespace airmark::analysis
