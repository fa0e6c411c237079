#pragma once

#include <cstddef>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis::kernels {

inline constexpr std::size_t kMostExtremes = 9;

/// The `extreme_count` greatest bins of sixteen frames, greatest first, and as many of the
/// smallest, smallest first. Requires 1 <= extreme_count <= kMostExtremes, at least so many bins,
/// and room.
void find_extremes(const Lanes<float>* bins, std::size_t bin_count, std::size_t extreme_count,
                   Lanes<float>* greatest, Lanes<float>* smallest) noexcept;

}  // namespace airmark::analysis::kernels
