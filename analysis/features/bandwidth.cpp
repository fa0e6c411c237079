#include "analysis/features/bandwidth.h"

#include <cmath>

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {

Lanes<double> spectral_bandwidth_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                    const Lanes<double>& sums,
                                    const Lanes<double>& centroids_hz) noexcept {
  Lanes<double> bandwidth;
  kernels::sum_deviations(magnitudes.data(), kBinCount, kBinHz, centroids_hz, bandwidth);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    bandwidth[lane] = std::sqrt(bandwidth[lane] / sums[lane]);
  return bandwidth;
}

}  // namespace airmark::analysis
