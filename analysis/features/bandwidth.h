#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// How far the frequencies spread around the centroid, in Hz: sqrt(sum((f - c)^2 S) / sum(S)); 0 in
/// a silent frame. `sums` is the block's magnitude_sum().
Lanes<double> spectral_bandwidth_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                    const Lanes<double>& sums,
                                    const Lanes<double>& centroids_hz) noexcept;

}  // namespace airmark::analysis
