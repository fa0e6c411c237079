#include "analysis/features/magnitude_sum.h"

#include <limits>

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {

Lanes<double> magnitude_sum(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept {
  Lanes<double> sum;
  kernels::sum_bins(magnitudes.data(), kBinCount, sum);
  for (double& value : sum.values)
    if (value < static_cast<double>(std::numeric_limits<float>::min())) value = 1.0;
  return sum;
}

}  // namespace airmark::analysis
