#pragma once

#include <cstddef>

namespace airmark::analysis::kernels {

/// Length of the medians, and how many come out of one step.
inline constexpr std::size_t kMedianLength = 31;
inline constexpr std::size_t kMedianStep = 8;

/// Exact running medians down the columns of a table: output row r is the median of input rows r to
/// r + 30, for r = 0..7; each column by itself.
///
/// Method     the 24 rows that all eight windows share are sorted as far as any of them needs;
///            halves, then pairs of windows add the rows that they share; the last row only has to
///            be clamped. 41 minima and maxima per median, where one network for each takes 274.
/// Input      at least 38 rows of `column_count` (a multiple of 16) finite values >= 0, `stride`
///            floats apart.
void medians_of_31(const float* rows, std::size_t stride, std::size_t column_count, float* medians,
                   std::size_t median_stride) noexcept;

}  // namespace airmark::analysis::kernels
