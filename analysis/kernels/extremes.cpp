#include "analysis/kernels/extremes.h"

#include <cassert>
#include <limits>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/extremes.cpp"
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

constexpr hn::CappedTag<float, kBlockFrames> kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kFloats);
using Floats = hn::Vec<decltype(kFloats)>;

/// One list after the other, so that a list stays in registers: a bin drops down it until it meets
/// one that it displaces, which drops on.
template <std::size_t kCount>
HWY_INLINE void sink_all(const Lanes<float>* bins, std::size_t bin_count, std::size_t lane,
                         Lanes<float>* greatest, Lanes<float>* smallest) {
  Floats list[kCount];
  for (Floats& place : list) place = hn::Set(kFloats, -std::numeric_limits<float>::infinity());
  for (std::size_t k = 0; k < bin_count; ++k) {
    Floats bin = hn::Load(kFloats, &bins[k][lane]);
    for (Floats& place : list) {
      const Floats lesser = hn::Min(place, bin);
      place = hn::Max(place, bin);
      bin = lesser;
    }
  }
  for (std::size_t n = 0; n < kCount; ++n) hn::Store(list[n], kFloats, &greatest[n][lane]);

  for (Floats& place : list) place = hn::Set(kFloats, std::numeric_limits<float>::infinity());
  for (std::size_t k = 0; k < bin_count; ++k) {
    Floats bin = hn::Load(kFloats, &bins[k][lane]);
    for (Floats& place : list) {
      const Floats greater = hn::Max(place, bin);
      place = hn::Min(place, bin);
      bin = greater;
    }
  }
  for (std::size_t n = 0; n < kCount; ++n) hn::Store(list[n], kFloats, &smallest[n][lane]);
}

/// With a list whose length the compiler knows.
template <std::size_t kCount>
HWY_INLINE void sink_all_of(std::size_t extreme_count, const Lanes<float>* bins,
                            std::size_t bin_count, Lanes<float>* greatest, Lanes<float>* smallest) {
  if (extreme_count == kCount) {
    for (std::size_t lane = 0; lane < kBlockFrames; lane += kLanes)
      sink_all<kCount>(bins, bin_count, lane, greatest, smallest);
  } else if constexpr (kCount > 1) {
    sink_all_of<kCount - 1>(extreme_count, bins, bin_count, greatest, smallest);
  }
}

void find_extremes(const Lanes<float>* bins, std::size_t bin_count, std::size_t extreme_count,
                   Lanes<float>* greatest, Lanes<float>* smallest) {
  sink_all_of<kMostExtremes>(extreme_count, bins, bin_count, greatest, smallest);
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(find_extremes);

void find_extremes(const Lanes<float>* bins, std::size_t bin_count, std::size_t extreme_count,
                   Lanes<float>* greatest, Lanes<float>* smallest) noexcept {
  assert(extreme_count >= 1 && extreme_count <= kMostExtremes && extreme_count <= bin_count);
  AIRMARK_CALL(find_extremes)(bins, bin_count, extreme_count, greatest, smallest);
}

}  // namespace airmark::analysis::kernels
#endif
