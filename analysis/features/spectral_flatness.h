#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// How noise-like a frame is: geometric over arithmetic mean of the power spectrum, each bin at
/// least kLowestPower. Near 0 for one line, 1 for equal bins and for silence, 0.56 for white noise
/// (e to the minus Euler's constant).
///
/// Method     Gray & Markel 1974; librosa: feature.spectral_flatness(power=2, amin=1e-10). The
///            product of all bins is kept as mantissa and exponent, so that a frame needs a single
///            logarithm.
/// Input      squares of the magnitudes, finite, not negative.
/// Output     in [0, 1].
Lanes<double> spectral_flatness(std::span<const Lanes<float>, kBinCount> powers) noexcept;

}  // namespace airmark::analysis
