#include "analysis/spectrum/decibels.h"

#include <algorithm>
#include <limits>

#include "analysis/kernels/bands.h"

namespace airmark::analysis {

void to_decibels(std::span<float> powers) noexcept {
  kernels::to_decibels(powers.data(), powers.size(), kLowestPower);
}

void limit_dynamic_range(LaneMatrix& decibels) noexcept {
  float loudest = -std::numeric_limits<float>::infinity();
  for (std::size_t row = 0; row < decibels.row_count(); ++row)
    loudest = std::max(loudest, kernels::greatest_of(decibels.row(row), decibels.column_count()));
  for (std::size_t row = 0; row < decibels.row_count(); ++row)
    kernels::raise_to(decibels.row(row), decibels.stride(), loudest - kDynamicRangeDb);
}

}  // namespace airmark::analysis
