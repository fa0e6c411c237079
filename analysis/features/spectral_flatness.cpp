#include "analysis/features/spectral_flatness.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "analysis/features/long_product.h"
#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

/// So many bins are multiplied before the exponent is taken off: five floats between kLowestPower
/// and their greatest value stay within a double.
constexpr std::size_t kBinsPerStep = 5;
static_assert(kBinCount % kBinsPerStep == 0);

struct Totals {
  Lanes<double> sum;
  LongProducts product;
};

/// The greater one by comparing the bits, which for floats that are not negative is the same, and
/// which GCC 12 makes vectors of.
float at_least_lowest(float power) noexcept {
  return std::bit_cast<float>(
      std::max(std::bit_cast<std::int32_t>(power), std::bit_cast<std::int32_t>(kLowestPower)));
}

void add_up(const Lanes<float>* powers, Totals* result) {
  Lanes<double> sum;
  LongProducts product;
  for (std::size_t first = 0; first < kBinCount; first += kBinsPerStep) {
    for (std::size_t k = first; k < first + kBinsPerStep; ++k) {
      Lanes<double> bin;
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
        bin[lane] = static_cast<double>(at_least_lowest(powers[k][lane]));
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) sum[lane] += bin[lane];
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) product.mantissa[lane] *= bin[lane];
    }
    product.take_exponents();
  }
  *result = {sum, product};
}

}  // namespace

Lanes<double> spectral_flatness(std::span<const Lanes<float>, kBinCount> powers) noexcept {
  constexpr auto kBins = static_cast<double>(kBinCount);
  Totals totals;
  add_up(powers.data(), &totals);
  Lanes<double> flatness;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    const double geometric_mean = std::exp2(totals.product.log2(lane) / kBins);
    // The means of equal bins are equal, whatever rounding says.
    flatness[lane] = std::min(geometric_mean / (totals.sum[lane] / kBins), 1.0);
  }
  return flatness;
}

}  // namespace airmark::analysis
