#include "analysis/features/delta.h"

#include <algorithm>
#include <cassert>

namespace airmark::analysis {
namespace {

/// Least squares: sum((n - centre) x) / sum((n - centre)^2).
double slope_of(std::span<const float> values) {
  const double centre = (static_cast<double>(values.size()) - 1.0) / 2.0;
  double product = 0.0;
  double squares = 0.0;
  for (std::size_t n = 0; n < values.size(); ++n) {
    const double distance = static_cast<double>(n) - centre;
    product += distance * static_cast<double>(values[n]);
    squares += distance * distance;
  }
  return product / squares;
}

}  // namespace

void slopes(std::span<const float> values, std::span<double> slopes) noexcept {
  assert(values.size() >= 2 && slopes.size() == values.size());
  const std::size_t width = std::min(values.size(), kDeltaFrames);
  const std::size_t last = values.size() - width;
  for (std::size_t t = 0; t < values.size(); ++t) {
    const std::size_t first = t < width / 2 ? 0 : std::min(t - width / 2, last);
    slopes[t] = slope_of(values.subspan(first, width));
  }
}

}  // namespace airmark::analysis
