#pragma once

#include <cmath>
#include <cstddef>

#include "analysis/framing/frame_grid.h"

namespace airmark::analysis {

/// The beat rates that are compared: each 1 % above the one before, 30 to 330 BPM.
inline constexpr std::size_t kTempoCount = 241;
inline constexpr double kSlowestBpm = 30.0;
inline constexpr double kTempoStep = 0.01;  ///< Natural logarithm of one step.

inline constexpr double kFramesPerSecond =
    static_cast<double>(kAnalysisRateHz) / static_cast<double>(kHopSize);

inline double grid_bpm(std::size_t index) noexcept {
  return kSlowestBpm * std::exp(kTempoStep * static_cast<double>(index));
}

/// Frames from one beat to the next.
inline double period_frames(double bpm) noexcept { return 60.0 * kFramesPerSecond / bpm; }

}  // namespace airmark::analysis
