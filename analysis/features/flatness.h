#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// How much like noise a frame is: the geometric over the arithmetic mean of its power, a bin of
/// less than kLowestPower counting as that much. 1 where all bins are alike, in silence too.
/// librosa: spectral_flatness, its defaults.
Lanes<double> spectral_flatness(std::span<const Lanes<float>, kBinCount> powers) noexcept;

}  // namespace airmark::analysis
