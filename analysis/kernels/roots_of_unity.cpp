#include "analysis/kernels/roots_of_unity.h"

#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace airmark::analysis::kernels {
namespace {

RootsOfUnity calculate() {
  std::array<Root, 2048> all;
  for (std::size_t n = 0; n < all.size(); ++n) all[n] = root_of_unity(n, all.size());
  RootsOfUnity roots{};
  for (std::size_t n = 0; n < 32; ++n) roots.of_32[n] = all[64 * n];
  for (std::size_t a = 0; a < 32; ++a)
    for (std::size_t b = 0; b < 32; ++b) {
      roots.of_1024[32 * a + b] = all[2 * a * b];
      roots.of_2048[32 * a + b] = all[a + 32 * b];
    }
  return roots;
}

}  // namespace

Root root_of_unity(std::size_t part, std::size_t whole) {
  assert(whole % 8 == 0);
  const std::size_t eighth = part % whole * 8 / whole;
  const std::size_t begin = (eighth + 1) / 2 * 2 * (whole / 8);  // the nearest quarter of a turn
  const long double distance = static_cast<long double>(part % whole) -  // may be negative
                               static_cast<long double>(begin);
  const long double angle =
      2.0L * std::numbers::pi_v<long double> * distance / static_cast<long double>(whole);
  const auto cosine = static_cast<double>(std::cos(angle));
  const auto sine = static_cast<double>(std::sin(angle));
  switch ((eighth + 1) / 2 % 4) {
    case 0:
      return {cosine, sine};
    case 1:
      return {-sine, cosine};
    case 2:
      return {-cosine, -sine};
    default:
      return {sine, -cosine};
  }
}

const RootsOfUnity& roots_of_unity() {
  static const RootsOfUnity roots = calculate();
  return roots;
}

}  // namespace airmark::analysis::kernels
