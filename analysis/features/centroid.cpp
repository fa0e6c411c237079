#include "analysis/features/centroid.h"

namespace airmark::analysis {
namespace {

AIRMARK_VECTOR_CLONES
void weigh_bins(const Lanes<float>* magnitudes, Lanes<double>* result) {
  Lanes<double> sum;
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const double hz = static_cast<double>(k) * kBinHz;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      sum[lane] += hz * static_cast<double>(magnitudes[k][lane]);
  }
  *result = sum;
}

}  // namespace

Lanes<double> spectral_centroid_hz(std::span<const Lanes<float>, kBinCount> magnitudes,
                                   const Lanes<double>& sums) noexcept {
  Lanes<double> centroid;
  weigh_bins(magnitudes.data(), &centroid);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) centroid[lane] /= sums[lane];
  return centroid;
}

}  // namespace airmark::analysis
