#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// Sixteen products of thousands of numbers each, as mantissa and exponent: a geometric mean that
/// needs a single logarithm and neither overflows nor vanishes.
struct LongProducts {
  Lanes<double> mantissa;         ///< Multiply these.
  Lanes<std::uint64_t> exponent;  ///< Modulo 2^64: below zero or above.

  LongProducts() noexcept { mantissa.values.fill(1.0); }

  /// Moves the powers of two from the mantissas, which then are in [1, 2), to the exponents. To be
  /// called before a mantissa leaves the doubles' range.
  void take_exponents() noexcept {
    constexpr int kMantissaBits = 52;
    constexpr std::uint64_t kMantissaMask = (std::uint64_t{1} << kMantissaBits) - 1;
    constexpr std::uint64_t kExponentOfOne = 1023;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto bits = std::bit_cast<std::uint64_t>(mantissa[lane]);
      mantissa[lane] =
          std::bit_cast<double>((bits & kMantissaMask) | (kExponentOfOne << kMantissaBits));
      exponent[lane] += (bits >> kMantissaBits) - kExponentOfOne;
    }
  }

  double log2(std::size_t lane) const noexcept {
    return std::log2(mantissa[lane]) +
           static_cast<double>(static_cast<std::int64_t>(exponent[lane]));
  }
};

}  // namespace airmark::analysis
