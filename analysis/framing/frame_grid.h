#pragma once

#include <cstddef>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// The one grid on which everything is measured: frames of 2048 samples, a new one each 512,
/// frame t centred on sample 512 t (librosa's defaults, with which the published table was made).
inline constexpr std::size_t kFrameSize = 2048;
inline constexpr std::size_t kHopSize = kHopFrames;
inline constexpr std::size_t kBinCount = kFrameSize / 2 + 1;
inline constexpr double kBinHz = static_cast<double>(kAnalysisRateHz) / kFrameSize;

/// Frames of a window: the first is centred on its first sample, the last within its end.
constexpr std::size_t frame_count_of(std::size_t sample_count) noexcept {
  return 1 + sample_count / kHopSize;
}

}  // namespace airmark::analysis
