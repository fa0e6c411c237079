#include "analysis/spectrum/hann_window.h"

#include "analysis/kernels/roots_of_unity.h"

namespace airmark::analysis {

std::vector<double> hann_window(std::size_t size) {
  std::vector<double> window(size);
  for (std::size_t n = 0; n < size; ++n)
    window[n] = 0.5 - 0.5 * kernels::root_of_unity(n, size).cosine;
  return window;
}

}  // namespace airmark::analysis
