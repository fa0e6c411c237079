#include "analysis/kernels/transpose.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/transpose.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace airmark::analysis::kernels::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

constexpr std::size_t kTile = 1;

HWY_INLINE void transpose_tile(const float* from, std::size_t, float* to, std::size_t) {
  *to = *from;
}

#else

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kTile = 4;

/// Four rows of four values.
HWY_INLINE void transpose_tile(const float* from, std::size_t from_stride, float* to,
                               std::size_t to_stride) {
  constexpr hn::Full128<float> kFour;
  constexpr hn::Full128<double> kPairs;
  const auto row_0 = hn::LoadU(kFour, from);
  const auto row_1 = hn::LoadU(kFour, from + from_stride);
  const auto row_2 = hn::LoadU(kFour, from + 2 * from_stride);
  const auto row_3 = hn::LoadU(kFour, from + 3 * from_stride);
  const auto left_01 = hn::BitCast(kPairs, hn::InterleaveLower(kFour, row_0, row_1));
  const auto left_23 = hn::BitCast(kPairs, hn::InterleaveLower(kFour, row_2, row_3));
  const auto right_01 = hn::BitCast(kPairs, hn::InterleaveUpper(kFour, row_0, row_1));
  const auto right_23 = hn::BitCast(kPairs, hn::InterleaveUpper(kFour, row_2, row_3));
  const auto put = [&](std::size_t row, hn::Vec<hn::Full128<double> > pairs) HWY_ATTR {
    hn::StoreU(hn::BitCast(kFour, pairs), kFour, to + row * to_stride);
  };
  put(0, hn::InterleaveLower(kPairs, left_01, left_23));
  put(1, hn::InterleaveUpper(kPairs, left_01, left_23));
  put(2, hn::InterleaveLower(kPairs, right_01, right_23));
  put(3, hn::InterleaveUpper(kPairs, right_01, right_23));
}

#endif

void transpose(ConstFloatRows from, std::size_t row_count, std::size_t column_count, FloatRows to) {
  const std::size_t whole_rows = row_count - row_count % kTile;
  const std::size_t whole_columns = column_count - column_count % kTile;
  for (std::size_t column = 0; column < whole_columns; column += kTile)
    for (std::size_t row = 0; row < whole_rows; row += kTile)
      transpose_tile(from.data + row * from.stride + column, from.stride,
                     to.data + column * to.stride + row, to.stride);
  for (std::size_t row = 0; row < row_count; ++row)
    for (std::size_t column = row < whole_rows ? whole_columns : 0; column < column_count; ++column)
      to.data[column * to.stride + row] = from.data[row * from.stride + column];
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

HWY_EXPORT(transpose);

void transpose(ConstFloatRows from, std::size_t row_count, std::size_t column_count,
               FloatRows to) noexcept {
  HWY_DYNAMIC_DISPATCH(transpose)(from, row_count, column_count, to);
}

}  // namespace airmark::analysis::kernels
#endif
