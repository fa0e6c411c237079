#include "analysis/features/magnitude_sum.h"

#include <limits>

namespace airmark::analysis {
namespace {

AIRMARK_VECTOR_CLONES
void add_up(const Lanes<float>* magnitudes, Lanes<double>* result) {
  Lanes<double> sum;
  for (std::size_t k = 0; k < kBinCount; ++k)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      sum[lane] += static_cast<double>(magnitudes[k][lane]);
  *result = sum;
}

}  // namespace

Lanes<double> magnitude_sum(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept {
  Lanes<double> sum;
  add_up(magnitudes.data(), &sum);
  for (double& value : sum.values)
    if (value < static_cast<double>(std::numeric_limits<float>::min())) value = 1.0;
  return sum;
}

}  // namespace airmark::analysis
