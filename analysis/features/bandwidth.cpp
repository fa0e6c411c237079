#include "analysis/features/bandwidth.h"

#include <cmath>

namespace airmark::analysis {
namespace {

AIRMARK_VECTOR_CLONES
void weigh_deviations(const Lanes<float>* magnitudes, const Lanes<double>* centroids_hz,
                      Lanes<double>* result) {
  const Lanes<double> centroid = *centroids_hz;
  Lanes<double> sum;
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const double hz = static_cast<double>(k) * kBinHz;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const double deviation = hz - centroid[lane];
      sum[lane] += deviation * deviation * static_cast<double>(magnitudes[k][lane]);
    }
  }
  *result = sum;
}

}  // namespace

Lanes<double> spectral_bandwidth_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                    const Lanes<double>& sums,
                                    const Lanes<double>& centroids_hz) noexcept {
  Lanes<double> bandwidth;
  weigh_deviations(magnitudes.data(), &centroids_hz, &bandwidth);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    bandwidth[lane] = std::sqrt(bandwidth[lane] / sums[lane]);
  return bandwidth;
}

}  // namespace airmark::analysis
