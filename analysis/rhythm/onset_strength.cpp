#include "analysis/rhythm/onset_strength.h"

#include <algorithm>
#include <cassert>

#include "analysis/framing/frame_grid.h"
#include "analysis/kernels/bands.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

/// Frames between a rise and where it is written: the difference's own and half an STFT frame.
constexpr std::size_t kDelayFrames = 1 + kFrameSize / (2 * kHopSize);

}  // namespace

OnsetStrength::OnsetStrength() : rises_(kMelBandCount) {}

void OnsetStrength::measure(const LaneMatrix& mel_decibels, std::span<float> onsets) {
  assert(mel_decibels.row_count() == kMelBandCount);
  assert(mel_decibels.column_count() == onsets.size());
  std::fill_n(onsets.begin(), std::min(kDelayFrames, onsets.size()), 0.0f);
  Lanes<float> medians;
  for (std::size_t first = 0; first + kDelayFrames < onsets.size(); first += kBlockFrames) {
    // Lane l: from frame first + l to the next one.
    kernels::median_rises(mel_decibels.row(0) + first, mel_decibels.stride(), rises_.data(),
                          medians);
    const std::size_t place = first + kDelayFrames;
    std::copy_n(medians.values.begin(), std::min(kBlockFrames, onsets.size() - place),
                onsets.begin() + static_cast<std::ptrdiff_t>(place));
  }
}

}  // namespace airmark::analysis
