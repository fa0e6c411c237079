#include "analysis/features/median_of_31.h"

#include <utility>

#include "analysis/features/selection_network.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

// A rank r of 24 values can still become rank 15 of 31 when seven more arrive, if 8 <= r <= 15;
// the same reasoning gives the ranks that are kept of 28 and of 30 values.
constexpr auto kMiddleOf24 = selection_network<256>(NetworkKind::Sort, 24, 8, 8);
constexpr auto kSort4 = selection_network<16>(NetworkKind::Sort, 4, 0, 4);
constexpr auto kMiddleOf8And4 = selection_network<64>(NetworkKind::Merge, 12, 4, 4);
constexpr auto kMiddleOf4And2 = selection_network<32>(NetworkKind::Merge, 6, 2, 2);

// All of the following must end up in one loop body without branches or memory, or the compiler
// will not make vectors of it; hence the forced inlining and the indices known when compiling.
#define AIRMARK_INLINE [[gnu::always_inline]] inline

AIRMARK_INLINE float lesser(float a, float b) { return a < b ? a : b; }
AIRMARK_INLINE float greater(float a, float b) { return a < b ? b : a; }

template <const auto& kNetwork, std::size_t kStep>
AIRMARK_INLINE void exchange(float* wires) {
  constexpr Exchange kExchange = kNetwork.exchanges[kStep];
  const float a = wires[kExchange.low];
  const float b = wires[kExchange.high];
  if constexpr (kExchange.keep_low) wires[kExchange.low] = lesser(a, b);
  if constexpr (kExchange.keep_high) wires[kExchange.high] = greater(a, b);
}

template <const auto& kNetwork, std::size_t... kSteps>
AIRMARK_INLINE void run_steps(float* wires, std::index_sequence<kSteps...>) {
  (exchange<kNetwork, kSteps>(wires), ...);
}

template <const auto& kNetwork>
AIRMARK_INLINE void run(float* wires) {
  run_steps<kNetwork>(wires, std::make_index_sequence<kNetwork.size>{});
}

/// One column of the table.
struct Column {
  const float* top;
  std::size_t stride;
  AIRMARK_INLINE float row(std::size_t row) const { return top[row * stride]; }
};

template <std::size_t... kRows>
AIRMARK_INLINE void load(float* wires, Column column, std::size_t first_row,
                         std::index_sequence<kRows...>) {
  ((wires[kRows] = column.row(first_row + kRows)), ...);
}

template <std::size_t... kIndices>
AIRMARK_INLINE void copy(float* to, const float* from, std::index_sequence<kIndices...>) {
  ((to[kIndices] = from[kIndices]), ...);
}

/// Two windows that share 30 rows: the middle four of 28 of them in `middle`, and two more. Each
/// has one row of its own.
AIRMARK_INLINE std::pair<float, float> two_medians(const float* middle, float shared_a,
                                                   float shared_b, float own_first,
                                                   float own_second) {
  float wires[6] = {middle[0],
                    middle[1],
                    middle[2],
                    middle[3],
                    lesser(shared_a, shared_b),
                    greater(shared_a, shared_b)};
  run<kMiddleOf4And2>(wires);
  return {greater(wires[2], lesser(own_first, wires[3])),
          greater(wires[2], lesser(own_second, wires[3]))};
}

/// Windows kFirst .. kFirst + 3 of eight, from the middle eight of the 24 rows that all share.
template <std::size_t kFirst>
AIRMARK_INLINE void four_medians(const float* middle_of_24, Column column, float* medians,
                                 std::size_t median_stride) {
  constexpr std::size_t kShared = kFirst == 0 ? 3 : 31;  // first of four rows these windows share
  float wires[12];
  copy(wires, middle_of_24, std::make_index_sequence<8>{});
  load(wires + 8, column, kShared, std::make_index_sequence<4>{});
  run<kSort4>(wires + 8);
  run<kMiddleOf8And4>(wires);
  const auto [first, second] =
      two_medians(wires + 4, column.row(kFirst + 1), column.row(kFirst + 2), column.row(kFirst),
                  column.row(kFirst + 31));
  const auto [third, fourth] =
      two_medians(wires + 4, column.row(kFirst + 31), column.row(kFirst + 32),
                  column.row(kFirst + 2), column.row(kFirst + 33));
  medians[kFirst * median_stride] = first;
  medians[(kFirst + 1) * median_stride] = second;
  medians[(kFirst + 2) * median_stride] = third;
  medians[(kFirst + 3) * median_stride] = fourth;
}

#undef AIRMARK_INLINE

AIRMARK_VECTOR_CLONES
void eight_medians(const float* __restrict rows, std::size_t stride, std::size_t column_count,
                   float* __restrict medians, std::size_t median_stride) {
  for (std::size_t first = 0; first < column_count; first += kBlockFrames)
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep  // output rows do not overlap
#endif
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const Column column{rows + first + lane, stride};
      float wires[24];
      load(wires, column, 7, std::make_index_sequence<24>{});
      run<kMiddleOf24>(wires);
      four_medians<0>(wires + 8, column, medians + first + lane, median_stride);
      four_medians<4>(wires + 8, column, medians + first + lane, median_stride);
    }
}

}  // namespace

void medians_of_31(const float* rows, std::size_t stride, std::size_t column_count, float* medians,
                   std::size_t median_stride) noexcept {
  eight_medians(rows, stride, column_count, medians, median_stride);
}

}  // namespace airmark::analysis
