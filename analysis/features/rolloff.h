#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// The share of a frame's magnitude that lies at or below its roll-off frequency.
inline constexpr float kRolloffShare = 0.85f;

/// The lowest bin, in Hz, up to which kRolloffShare of the magnitude lies; 0 in a silent frame.
/// Added up in single precision in the order of the bins: the answer is a bin, and which one hangs
/// on the rounding.
Lanes<double> spectral_rolloff_hz(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept;

}  // namespace airmark::analysis
