#include "analysis/features/rolloff.h"

#include <cstdint>

namespace airmark::analysis {
namespace {

AIRMARK_VECTOR_CLONES
void count_bins_below(const Lanes<float>* magnitudes, Lanes<std::int32_t>* result) {
  Lanes<float> total;
  for (std::size_t k = 0; k < kBinCount; ++k)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) total[lane] += magnitudes[k][lane];

  Lanes<float> threshold;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    threshold[lane] = kRolloffShare * total[lane];

  Lanes<float> sum;
  Lanes<std::int32_t> below;
  for (std::size_t k = 0; k < kBinCount; ++k)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      sum[lane] += magnitudes[k][lane];
      below[lane] += sum[lane] < threshold[lane] ? 1 : 0;
    }
  *result = below;
}

}  // namespace

Lanes<double> spectral_rolloff_hz(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept {
  // The sums never fall, so the bins below the threshold are the first ones.
  Lanes<std::int32_t> below;
  count_bins_below(magnitudes.data(), &below);
  Lanes<double> rolloff;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    rolloff[lane] = static_cast<double>(below[lane]) * kBinHz;
  return rolloff;
}

}  // namespace airmark::analysis
