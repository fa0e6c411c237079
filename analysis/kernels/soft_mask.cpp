#include "analysis/kernels/soft_mask.h"

#include <cassert>
#include <cstdint>
#include <limits>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/soft_mask.cpp"
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
constexpr hn::RebindToSigned<decltype(kFloats)> kIntegers;
using Floats = hn::Vec<decltype(kFloats)>;

/// A power of two that brings `value` into [1, 2), or into [2, 4) where it is very great: squares
/// then neither vanish nor overflow, and nothing is rounded.
HWY_INLINE Floats scale_of(Floats value) {
  const auto exponent = hn::And(hn::BitCast(kIntegers, value), hn::Set(kIntegers, 0x7f800000));
  const auto mirrored = hn::Set(kIntegers, 0x7f000000) - exponent;
  return hn::BitCast(kFloats, hn::Max(mirrored, hn::Set(kIntegers, 0x00800000)));
}

void soften(float* harmonic, const float* percussive, std::size_t count) {
  const Floats least = hn::Set(kFloats, std::numeric_limits<float>::min());
  const Floats half = hn::Set(kFloats, 0.5f);
  for (std::size_t n = 0; n < count; n += hn::MaxLanes(kFloats)) {
    const Floats lasting = hn::Load(kFloats, harmonic + n);
    const Floats spread = hn::Load(kFloats, percussive + n);
    const Floats greater = hn::Max(lasting, spread);
    const Floats scale = scale_of(greater);
    const Floats h = lasting * scale;
    const Floats p = spread * scale;
    const Floats share = h * h / (h * h + p * p);
    hn::Store(hn::IfThenElse(greater < least, half, share), kFloats, harmonic + n);
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(soften);

void soften(float* harmonic, const float* percussive, std::size_t count) noexcept {
  assert(count % 16 == 0);
  AIRMARK_CALL(soften)(harmonic, percussive, count);
}

}  // namespace airmark::analysis::kernels
#endif
