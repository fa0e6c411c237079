#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// How the magnitudes of a frame lie over frequency, beyond centroid and bandwidth.
///
/// Method     G. Peeters, "A large set of audio features for sound description", 2004, 6.1; the
///            magnitudes, divided by their sum, are taken for the shares of a distribution.
/// Output     all 0 in a silent frame.
struct SpectralMoments {
  Lanes<double> skewness;  ///< Third moment around the centroid over the bandwidth cubed.
  Lanes<double> kurtosis;  ///< Fourth over the bandwidth to the fourth; 3 for a Gaussian shape.
  Lanes<double> crest;     ///< Greatest over mean magnitude: 1 flat, kBinCount for one bin alone.
};

SpectralMoments spectral_moments(std::span<const Lanes<float>, kBinCount> magnitudes,
                                 const Lanes<double>& centroids_hz,
                                 const Lanes<double>& bandwidths_hz) noexcept;

}  // namespace airmark::analysis
