#include "analysis/framing/mirror.h"

#include <algorithm>

namespace airmark::analysis {

void copy_mirrored(std::span<const float> samples, std::ptrdiff_t first, std::span<float> piece) {
  const auto size = static_cast<std::ptrdiff_t>(piece.size());
  if (first >= 0 && first + size <= static_cast<std::ptrdiff_t>(samples.size())) {
    std::copy_n(samples.begin() + first, piece.size(), piece.begin());
    return;
  }
  for (std::ptrdiff_t i = 0; i < size; ++i)
    piece[static_cast<std::size_t>(i)] = samples[mirrored_without_edge(first + i, samples.size())];
}

}  // namespace airmark::analysis
