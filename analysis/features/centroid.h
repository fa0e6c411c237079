#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// Mean frequency in Hz, weighted by magnitude: sum(f S) / sum(S); 0 in a silent frame.
/// `sums` is the block's magnitude_sum().
Lanes<double> spectral_centroid_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                   const Lanes<double>& sums) noexcept;

}  // namespace airmark::analysis
