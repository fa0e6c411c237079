#include "analysis/rhythm/onset_strength.h"

#include <algorithm>
#include <cassert>

#include "analysis/features/selection_network.h"
#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

/// Frames between a rise and where it is written: the difference's own and half an STFT frame.
constexpr std::size_t kDelayFrames = 1 + kFrameSize / (2 * kHopSize);

/// The middle two of 128.
constexpr auto kMiddleOf128 =
    selection_network<2048>(NetworkKind::Sort, kMelBandCount, kMelBandCount / 2 - 1, 2);

AIRMARK_VECTOR_CLONES
void select_middle(Lanes<float>* wires) {
  for (std::size_t step = 0; step < kMiddleOf128.size; ++step) {
    const Exchange& exchange = kMiddleOf128.exchanges[step];
    const Lanes<float> a = wires[exchange.low];
    const Lanes<float> b = wires[exchange.high];
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      wires[exchange.low][lane] = a[lane] < b[lane] ? a[lane] : b[lane];
      wires[exchange.high][lane] = a[lane] < b[lane] ? b[lane] : a[lane];
    }
  }
}

}  // namespace

OnsetStrength::OnsetStrength() : rises_(kMelBandCount) {}

void OnsetStrength::measure(const LaneMatrix& mel_decibels, std::span<float> onsets) {
  assert(mel_decibels.row_count() == kMelBandCount);
  assert(mel_decibels.column_count() == onsets.size());
  std::fill_n(onsets.begin(), std::min(kDelayFrames, onsets.size()), 0.0f);
  for (std::size_t first = 0; first + kDelayFrames < onsets.size(); first += kBlockFrames) {
    // Lane l: from frame first + l to the next one. The very last lane of a row has no next one
    // and is not used.
    const std::size_t lanes = std::min(kBlockFrames, mel_decibels.stride() - 1 - first);
    for (std::size_t b = 0; b < kMelBandCount; ++b) {
      const float* const band = mel_decibels.row(b) + first;
      for (std::size_t lane = 0; lane < lanes; ++lane)
        rises_[b][lane] = std::max(0.0f, band[lane + 1] - band[lane]);
    }
    select_middle(rises_.data());
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const std::size_t frame = first + lane + kDelayFrames;
      if (frame >= onsets.size()) break;
      onsets[frame] =
          (rises_[kMelBandCount / 2 - 1][lane] + rises_[kMelBandCount / 2][lane]) / 2.0f;
    }
  }
}

}  // namespace airmark::analysis
