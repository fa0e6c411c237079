#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// Sum of a frame's magnitudes: what centroid and bandwidth divide by. A silent frame's sum is
/// replaced by 1, which makes both of them 0.
Lanes<double> magnitude_sum(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept;

}  // namespace airmark::analysis
