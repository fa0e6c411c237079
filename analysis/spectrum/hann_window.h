#pragma once

#include <cstddef>
#include <vector>

namespace airmark::analysis {

/// The periodic Hann window: 0.5 - 0.5 cos(2 pi n / size). Requires a multiple of eight.
std::vector<double> hann_window(std::size_t size);

}  // namespace airmark::analysis
