#include "analysis/features/centroid.h"

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {

Lanes<double> spectral_centroid_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                   const Lanes<double>& sums) noexcept {
  Lanes<double> centroid;
  kernels::sum_weighted_bins(magnitudes.data(), kBinCount, kBinHz, centroid);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) centroid[lane] /= sums[lane];
  return centroid;
}

}  // namespace airmark::analysis
