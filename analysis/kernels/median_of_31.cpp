#include "analysis/kernels/median_of_31.h"

#include <cassert>
#include <utility>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"
#include "analysis/kernels/selection_network.h"
#include "analysis/spectrum/lanes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/median_of_31.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#if !defined(AIRMARK_MEDIAN_NETWORKS)
#define AIRMARK_MEDIAN_NETWORKS
namespace airmark::analysis::kernels {
namespace {

// A rank r of 24 values can still become rank 15 of 31 when seven more arrive, if 8 <= r <= 15;
// the same reasoning gives the ranks that are kept of 28 and of 30 values.
constexpr auto kMiddleOf24 = selection_network<256>(NetworkKind::Sort, 24, 8, 8);
constexpr auto kSort4 = selection_network<16>(NetworkKind::Sort, 4, 0, 4);
constexpr auto kMiddleOf8And4 = selection_network<64>(NetworkKind::Merge, 12, 4, 4);
constexpr auto kMiddleOf4And2 = selection_network<32>(NetworkKind::Merge, 6, 2, 2);

}  // namespace
}  // namespace airmark::analysis::kernels
#endif

HWY_BEFORE_NAMESPACE();
namespace airmark::analysis::kernels::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
namespace hn = airmark::analysis::kernels::plain;
#else
namespace hn = hwy::HWY_NAMESPACE;
#endif

constexpr hn::CappedTag<float, kBlockFrames> kFloats;
using Floats = hn::Vec<decltype(kFloats)>;

HWY_INLINE Floats lesser(Floats a, Floats b) { return hn::Min(a, b); }
HWY_INLINE Floats greater(Floats a, Floats b) { return hn::Max(a, b); }

// The steps of a network are laid out one after the other, so that wires stay in registers.
template <const auto& kNetwork, std::size_t kStep>
HWY_INLINE void exchange(Floats* wires) {
  constexpr Exchange kExchange = kNetwork.exchanges[kStep];
  const Floats a = wires[kExchange.low];
  const Floats b = wires[kExchange.high];
  if constexpr (kExchange.keep_low) wires[kExchange.low] = lesser(a, b);
  if constexpr (kExchange.keep_high) wires[kExchange.high] = greater(a, b);
}

template <const auto& kNetwork, std::size_t... kSteps>
HWY_INLINE void run_steps(Floats* wires, std::index_sequence<kSteps...>) {
  (exchange<kNetwork, kSteps>(wires), ...);
}

template <const auto& kNetwork>
HWY_INLINE void run(Floats* wires) {
  run_steps<kNetwork>(wires, std::make_index_sequence<kNetwork.size>{});
}

/// As many columns of the table as a vector has lanes.
struct Columns {
  const float* top;
  std::size_t stride;
  HWY_INLINE Floats row(std::size_t row) const { return hn::LoadU(kFloats, top + row * stride); }
};

struct Medians {
  float* top;
  std::size_t stride;
  HWY_INLINE void put(std::size_t row, Floats median) const {
    hn::StoreU(median, kFloats, top + row * stride);
  }
};

/// Two windows that share 30 rows: the middle four of 28 of them in `middle`, and two more. Each
/// has one row of its own.
HWY_INLINE void two_medians(const Floats* middle, Floats shared_a, Floats shared_b,
                            Floats own_first, Floats own_second, std::size_t row,
                            const Medians& medians) {
  Floats wires[6] = {middle[0],
                     middle[1],
                     middle[2],
                     middle[3],
                     lesser(shared_a, shared_b),
                     greater(shared_a, shared_b)};
  run<kMiddleOf4And2>(wires);
  medians.put(row, greater(wires[2], lesser(own_first, wires[3])));
  medians.put(row + 1, greater(wires[2], lesser(own_second, wires[3])));
}

/// Windows kFirst .. kFirst + 3 of eight, from the middle eight of the 24 rows that all share.
template <std::size_t kFirst>
HWY_INLINE void four_medians(const Floats* middle_of_24, const Columns& columns,
                             const Medians& medians) {
  constexpr std::size_t kShared = kFirst == 0 ? 3 : 31;  // first of four rows these windows share
  Floats wires[12];
  for (std::size_t n = 0; n < 8; ++n) wires[n] = middle_of_24[n];
  for (std::size_t n = 0; n < 4; ++n) wires[8 + n] = columns.row(kShared + n);
  run<kSort4>(wires + 8);
  run<kMiddleOf8And4>(wires);
  two_medians(wires + 4, columns.row(kFirst + 1), columns.row(kFirst + 2), columns.row(kFirst),
              columns.row(kFirst + 31), kFirst, medians);
  two_medians(wires + 4, columns.row(kFirst + 31), columns.row(kFirst + 32),
              columns.row(kFirst + 2), columns.row(kFirst + 33), kFirst + 2, medians);
}

void medians_of_31(const float* rows, std::size_t stride, std::size_t column_count, float* medians,
                   std::size_t median_stride) {
  for (std::size_t first = 0; first < column_count; first += hn::MaxLanes(kFloats)) {
    const Columns columns{rows + first, stride};
    const Medians results{medians + first, median_stride};
    Floats wires[24];
    for (std::size_t n = 0; n < 24; ++n) wires[n] = columns.row(7 + n);
    run<kMiddleOf24>(wires);
    four_medians<0>(wires + 8, columns, results);
    four_medians<4>(wires + 8, columns, results);
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(medians_of_31);

void medians_of_31(const float* rows, std::size_t stride, std::size_t column_count, float* medians,
                   std::size_t median_stride) noexcept {
  assert(column_count % kBlockFrames == 0);
  AIRMARK_CALL(medians_of_31)(rows, stride, column_count, medians, median_stride);
}

}  // namespace airmark::analysis::kernels
#endif
