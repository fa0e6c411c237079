#include "analysis/spectrum/hann_window.h"

#include <cmath>
#include <numbers>

namespace airmark::analysis {

std::vector<double> hann_window(std::size_t size) {
  std::vector<double> window(size);
  for (std::size_t n = 0; n < size; ++n)
    window[n] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(n) /
                                     static_cast<double>(size));
  return window;
}

}  // namespace airmark::analysis
