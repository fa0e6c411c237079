#include "analysis/kernels/roots_of_unity.h"

#include <cmath>
#include <numbers>

namespace airmark::analysis::kernels {
namespace {

Root root(std::size_t part, std::size_t whole) {
  const long double angle = 2.0L * std::numbers::pi_v<long double> *
                            static_cast<long double>(part) / static_cast<long double>(whole);
  return {static_cast<double>(std::cos(angle)), static_cast<double>(std::sin(angle))};
}

RootsOfUnity calculate() {
  RootsOfUnity roots{};
  for (std::size_t n = 0; n < 32; ++n) roots.of_32[n] = root(n, 32);
  for (std::size_t a = 0; a < 32; ++a)
    for (std::size_t b = 0; b < 32; ++b) {
      roots.of_1024[32 * a + b] = root(a * b, 1024);
      roots.of_2048[32 * a + b] = root(a + 32 * b, 2048);
    }
  return roots;
}

}  // namespace

const RootsOfUnity& roots_of_unity() {
  static const RootsOfUnity roots = calculate();
  return roots;
}

}  // namespace airmark::analysis::kernels
