#include "analysis/features/flatness.h"

#include <array>
#include <cmath>

#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

/// Bins whose powers are multiplied before a logarithm is taken: eight of 1e-10 to 1e38 stay
/// numbers.
constexpr std::size_t kBinsPerProduct = 8;
constexpr std::size_t kProductCount = (kBinCount + kBinsPerProduct - 1) / kBinsPerProduct;

struct Products {
  std::array<Lanes<double>, kProductCount> products;
  Lanes<double> sum;
};

AIRMARK_VECTOR_CLONES
void multiply_and_add(const Lanes<float>* powers, Products* result) {
  Lanes<double> sum;
  for (std::size_t first = 0; first < kBinCount; first += kBinsPerProduct) {
    const std::size_t end = first + kBinsPerProduct < kBinCount ? first + kBinsPerProduct : kBinCount;
    Lanes<double> product;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) product[lane] = 1.0;
    for (std::size_t k = first; k < end; ++k)
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        const float raised = powers[k][lane] < kLowestPower ? kLowestPower : powers[k][lane];
        product[lane] *= static_cast<double>(raised);
        sum[lane] += static_cast<double>(raised);
      }
    result->products[first / kBinsPerProduct] = product;
  }
  result->sum = sum;
}

}  // namespace

Lanes<double> spectral_flatness(std::span<const Lanes<float>, kBinCount> powers) noexcept {
  Products totals;
  multiply_and_add(powers.data(), &totals);
  Lanes<double> logarithm;
  for (const Lanes<double>& product : totals.products)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      logarithm[lane] += std::log(product[lane]);
  constexpr auto kCount = static_cast<double>(kBinCount);
  Lanes<double> flatness;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    flatness[lane] = std::exp(logarithm[lane] / kCount) / (totals.sum[lane] / kCount);
  return flatness;
}

}  // namespace airmark::analysis
