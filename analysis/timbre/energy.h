#pragma once

#include <span>

namespace airmark::analysis {

/// Sum of squares: sixteen sums beside each other, added up in their order.
double energy_of(std::span<const float> values) noexcept;

}  // namespace airmark::analysis
