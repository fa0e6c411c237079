#pragma once

#include <cstddef>
#include <cstdint>

namespace airmark::analysis::kernels {

/// Finds the values above `threshold` that are greater than the one before and not less than the
/// one after; the first and the last value are only neighbours. Writes their places in order, at
/// most half as many as values, and returns how many there are.
std::size_t local_maxima(const float* values, std::size_t count, float threshold,
                         std::uint16_t* places) noexcept;

}  // namespace airmark::analysis::kernels
