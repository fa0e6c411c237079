#include "analysis/spectrum/decibels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace airmark::analysis {

void to_decibels(std::span<float> powers) noexcept {
  for (float& value : powers) value = 10.0f * std::log10(std::max(value, kLowestPower));
}

void limit_dynamic_range(LaneMatrix& decibels) noexcept {
  float loudest = -std::numeric_limits<float>::infinity();
  for (std::size_t row = 0; row < decibels.row_count(); ++row)
    for (const float value : decibels.columns(row)) loudest = std::max(loudest, value);
  const float floor = loudest - kDynamicRangeDb;
  for (std::size_t row = 0; row < decibels.row_count(); ++row) {
    float* const values = decibels.row(row);
    for (std::size_t t = 0; t < decibels.stride(); ++t) values[t] = std::max(values[t], floor);
  }
}

}  // namespace airmark::analysis
