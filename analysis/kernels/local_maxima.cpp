#include "analysis/kernels/local_maxima.h"

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/local_maxima.cpp"
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

constexpr hn::CappedTag<float, 16> kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kFloats);
using Floats = hn::Vec<decltype(kFloats)>;

std::size_t local_maxima(const float* values, std::size_t count, float threshold,
                         std::uint16_t* places) {
  const Floats least = hn::Set(kFloats, threshold);
  std::size_t found = 0;
  std::size_t n = 1;
  for (; n + kLanes < count; n += kLanes) {
    const Floats value = hn::LoadU(kFloats, values + n);
    const auto loud = value > least;
    if (hn::AllFalse(kFloats, loud)) continue;
    const auto risen = value > hn::LoadU(kFloats, values + n - 1);
    const auto not_rising = value >= hn::LoadU(kFloats, values + n + 1);
    std::uint8_t bits[8] = {};  // Highway writes at most eight bytes
    hn::StoreMaskBits(kFloats, hn::And(loud, hn::And(risen, not_rising)), bits);
    for (unsigned mask = bits[0] | static_cast<unsigned>(bits[1]) << 8; mask != 0; mask &= mask - 1)
      places[found++] = static_cast<std::uint16_t>(n + hwy::Num0BitsBelowLS1Bit_Nonzero32(mask));
  }
  for (; n + 1 < count; ++n)
    if (values[n] > threshold && values[n] > values[n - 1] && values[n] >= values[n + 1])
      places[found++] = static_cast<std::uint16_t>(n);
  return found;
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(local_maxima);

std::size_t local_maxima(const float* values, std::size_t count, float threshold,
                         std::uint16_t* places) noexcept {
  return AIRMARK_CALL(local_maxima)(values, count, threshold, places);
}

}  // namespace airmark::analysis::kernels
#endif
