#include "analysis/spectrum/hann_window.h"

#include <cmath>
#include <numbers>

namespace airmark::analysis {

std::vector<double> hann_window(std::size_t size) {
  std::vector<double> window(size);
  for (std::size_t n = 0; n < size; ++n) {
    // In long double: see kernels/roots_of_unity.h.
    const long double turns = static_cast<long double>(n) / static_cast<long double>(size);
    window[n] =
        static_cast<double>(0.5L - 0.5L * std::cos(2.0L * std::numbers::pi_v<long double> * turns));
  }
  return window;
}

}  // namespace airmark::analysis
