#include "analysis/kernels/transpose.h"

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/transpose.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace airmark::analysis::kernels::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
namespace hn = airmark::analysis::kernels::plain;
#else
namespace hn = hwy::HWY_NAMESPACE;
#endif

constexpr std::size_t kTallest = hn::MaxLanes(hn::CappedTag<float, 16>());
constexpr std::size_t kWidth = 4;

/// Four values of every fourth of kRows rows.
template <std::size_t kRows>
HWY_INLINE auto load_rows(ConstFloatRows from) {
  constexpr hn::FixedTag<float, kRows> kFloats;
  if constexpr (kRows == 4) {
    return hn::LoadU(kFloats, from.data);
  } else {
    const ConstFloatRows lower_half{from.data + kRows / 2 * from.stride, from.stride};
    return hn::Combine(kFloats, load_rows<kRows / 2>(lower_half), load_rows<kRows / 2>(from));
  }
}

/// kRows rows of four values: each four of them are transposed within a quarter of a register.
template <std::size_t kRows>
HWY_INLINE void transpose_tile(ConstFloatRows from, FloatRows to) {
  constexpr hn::FixedTag<float, kRows> kFloats;
  constexpr hn::FixedTag<double, kRows / 2> kPairs;
  const auto row_0 = load_rows<kRows>(from);
  const auto row_1 = load_rows<kRows>({from.data + from.stride, from.stride});
  const auto row_2 = load_rows<kRows>({from.data + 2 * from.stride, from.stride});
  const auto row_3 = load_rows<kRows>({from.data + 3 * from.stride, from.stride});
  const auto left_01 = hn::BitCast(kPairs, hn::InterleaveLower(kFloats, row_0, row_1));
  const auto left_23 = hn::BitCast(kPairs, hn::InterleaveLower(kFloats, row_2, row_3));
  const auto right_01 = hn::BitCast(kPairs, hn::InterleaveUpper(kFloats, row_0, row_1));
  const auto right_23 = hn::BitCast(kPairs, hn::InterleaveUpper(kFloats, row_2, row_3));
  const auto put = [&](std::size_t row, hn::Vec<hn::FixedTag<double, kRows / 2> > pairs) HWY_ATTR {
    hn::StoreU(hn::BitCast(kFloats, pairs), kFloats, to.data + row * to.stride);
  };
  put(0, hn::InterleaveLower(kPairs, left_01, left_23));
  put(1, hn::InterleaveUpper(kPairs, left_01, left_23));
  put(2, hn::InterleaveLower(kPairs, right_01, right_23));
  put(3, hn::InterleaveUpper(kPairs, right_01, right_23));
}

/// As many rows from `row` on as are whole tiles of this height; returns where they end.
template <std::size_t kRows>
HWY_INLINE std::size_t transpose_strips(ConstFloatRows from, std::size_t row, std::size_t row_count,
                                        std::size_t whole_columns, FloatRows to) {
  for (; row + kRows <= row_count; row += kRows)
    for (std::size_t column = 0; column < whole_columns; column += kWidth)
      transpose_tile<kRows>({from.data + row * from.stride + column, from.stride},
                            {to.data + column * to.stride + row, to.stride});
  return row;
}

void transpose(ConstFloatRows from, std::size_t row_count, std::size_t column_count, FloatRows to) {
  const std::size_t whole_columns = column_count - column_count % kWidth;
  std::size_t whole_rows = transpose_strips<kTallest>(from, 0, row_count, whole_columns, to);
  whole_rows = transpose_strips<kWidth>(from, whole_rows, row_count, whole_columns, to);
  for (std::size_t row = 0; row < row_count; ++row)
    for (std::size_t column = row < whole_rows ? whole_columns : 0; column < column_count; ++column)
      to.data[column * to.stride + row] = from.data[row * from.stride + column];
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(transpose);

void transpose(ConstFloatRows from, std::size_t row_count, std::size_t column_count,
               FloatRows to) noexcept {
  AIRMARK_CALL(transpose)(from, row_count, column_count, to);
}

}  // namespace airmark::analysis::kernels
#endif
