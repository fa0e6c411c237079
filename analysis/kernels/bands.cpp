#include "analysis/kernels/bands.h"

#include <algorithm>
#include <limits>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"
#include "analysis/kernels/selection_network.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/bands.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#if !defined(AIRMARK_BANDS_CONSTANTS)
#define AIRMARK_BANDS_CONSTANTS
namespace airmark::analysis::kernels {
namespace {

/// The middle two of 128.
constexpr auto kMiddleOf128 =
    selection_network<2048>(NetworkKind::Sort, kCosineBands, kCosineBands / 2 - 1, 2);

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

constexpr hn::CappedTag<double, 8> kDoubles;
constexpr hn::Rebind<float, decltype(kDoubles)> kHalfFloats;
constexpr std::size_t kDoubleLanes = hn::MaxLanes(kDoubles);
using Doubles = hn::Vec<decltype(kDoubles)>;

constexpr hn::CappedTag<float, kBlockFrames> kFloats;
constexpr std::size_t kFloatLanes = hn::MaxLanes(kFloats);
using Floats = hn::Vec<decltype(kFloats)>;

/// log10 of normal numbers to 1e-13, of as many floats as there are doubles in a vector: exponent
/// and mantissa m in [sqrt(1/2), sqrt(2)], log m = 2 artanh((m - 1) / (m + 1)) by its series.
HWY_INLINE Doubles log10_of(hn::Vec<decltype(kHalfFloats)> values) {
  constexpr hn::RebindToSigned<decltype(kHalfFloats)> kIntegers;
  constexpr std::int32_t kRootOfHalf = 0x3f3504f3;
  const auto bits = hn::BitCast(kIntegers, values) - hn::Set(kIntegers, kRootOfHalf);
  const auto exponent = hn::ShiftRight<23>(bits);
  const auto mantissa_bits =
      hn::And(bits, hn::Set(kIntegers, 0x007fffff)) + hn::Set(kIntegers, kRootOfHalf);
  const Doubles mantissa = hn::PromoteTo(kDoubles, hn::BitCast(kHalfFloats, mantissa_bits));
  const Doubles one = hn::Set(kDoubles, 1.0);
  const Doubles t = (mantissa - one) / (mantissa + one);
  const Doubles square = t * t;
  Doubles series = hn::Set(kDoubles, 1.0 / 17.0);
  for (const double coefficient :
       {1.0 / 15.0, 1.0 / 13.0, 1.0 / 11.0, 1.0 / 9.0, 1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0})
    series = series * square + hn::Set(kDoubles, coefficient);
  const Doubles log2_part = hn::PromoteTo(kDoubles, exponent);
  return log2_part * hn::Set(kDoubles, 0.30102999566398119521) +
         t * series * hn::Set(kDoubles, 2.0 * 0.43429448190325182765);
}

HWY_INLINE void to_decibels_step(float* values, float lowest) {
  const auto floats = hn::Max(hn::LoadU(kHalfFloats, values), hn::Set(kHalfFloats, lowest));
  const auto rounded = hn::DemoteTo(kHalfFloats, log10_of(floats));
  hn::StoreU(hn::Set(kHalfFloats, 10.0f) * rounded, kHalfFloats, values);
}

void to_decibels(float* values, std::size_t count, float lowest) {
  const std::size_t whole = count - count % kDoubleLanes;
  for (std::size_t n = 0; n < whole; n += kDoubleLanes) to_decibels_step(values + n, lowest);
  if (whole == count) return;
  float rest[kDoubleLanes];
  std::fill_n(rest, kDoubleLanes, lowest);
  std::copy(values + whole, values + count, rest);
  to_decibels_step(rest, lowest);
  std::copy_n(rest, count - whole, values + whole);
}

float greatest_of(const float* values, std::size_t count) {
  Floats greatest = hn::Set(kFloats, -std::numeric_limits<float>::infinity());
  const std::size_t whole = count - count % kFloatLanes;
  for (std::size_t n = 0; n < whole; n += kFloatLanes)
    greatest = hn::Max(greatest, hn::LoadU(kFloats, values + n));
  float result = hn::GetLane(hn::MaxOfLanes(kFloats, greatest));
  for (std::size_t n = whole; n < count; ++n) result = std::max(result, values[n]);
  return result;
}

void raise_to(float* values, std::size_t count, float floor) {
  const Floats least = hn::Set(kFloats, floor);
  const std::size_t whole = count - count % kFloatLanes;
  for (std::size_t n = 0; n < whole; n += kFloatLanes)
    hn::StoreU(hn::Max(hn::LoadU(kFloats, values + n), least), kFloats, values + n);
  for (std::size_t n = whole; n < count; ++n) values[n] = std::max(values[n], floor);
}

/// Every second coefficient, beginning with `first`: of the sums of two bands as far from the
/// middle if that is even, of the differences if it is odd.
template <std::size_t kFirst>
HWY_INLINE void transform_half(const double* weights, const Lanes<float>* bands, std::size_t stride,
                               std::size_t lane, Lanes<float>* coefficients) {
  constexpr std::size_t kCount = kCosineCoefficients / 2;
  Doubles sum[kCount];
  for (Doubles& coefficient : sum) coefficient = hn::Zero(kDoubles);
  for (std::size_t n = 0; n < kCosineBands / 2; ++n) {
    const auto low = hn::PromoteTo(kDoubles, hn::Load(kHalfFloats, &bands[n * stride][lane]));
    const auto high = hn::PromoteTo(
        kDoubles, hn::Load(kHalfFloats, &bands[(kCosineBands - 1 - n) * stride][lane]));
    const Doubles both = kFirst == 0 ? low + high : low - high;
    for (std::size_t c = 0; c < kCount; ++c)
      sum[c] = sum[c] + hn::Set(kDoubles, weights[(2 * c + kFirst) * kCosineBands + n]) * both;
  }
  for (std::size_t c = 0; c < kCount; ++c)
    hn::Store(hn::DemoteTo(kHalfFloats, sum[c]), kHalfFloats, &coefficients[2 * c + kFirst][lane]);
}

void transform_bands(const double* weights, const Lanes<float>* bands, std::size_t stride,
                     Lanes<float>* coefficients) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kDoubleLanes) {
    transform_half<0>(weights, bands, stride, lane, coefficients);
    transform_half<1>(weights, bands, stride, lane, coefficients);
  }
}

void median_rises(const float* bands, std::size_t stride, Lanes<float>* rises,
                  Lanes<float>& medians) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kFloatLanes) {
    for (std::size_t n = 0; n < kCosineBands; ++n) {
      const float* const frames = bands + n * stride + lane;
      const Floats rise = hn::LoadU(kFloats, frames + 1) - hn::LoadU(kFloats, frames);
      hn::Store(hn::Max(hn::Zero(kFloats), rise), kFloats, &rises[n][lane]);
    }
    for (std::size_t step = 0; step < kMiddleOf128.size; ++step) {
      float* const low = &rises[kMiddleOf128.exchanges[step].low][lane];
      float* const high = &rises[kMiddleOf128.exchanges[step].high][lane];
      const Floats a = hn::Load(kFloats, low);
      const Floats b = hn::Load(kFloats, high);
      hn::Store(hn::Min(a, b), kFloats, low);
      hn::Store(hn::Max(a, b), kFloats, high);
    }
    const Floats middle = hn::Load(kFloats, &rises[kCosineBands / 2 - 1][lane]) +
                          hn::Load(kFloats, &rises[kCosineBands / 2][lane]);
    hn::Store(middle * hn::Set(kFloats, 0.5f), kFloats, &medians[lane]);
  }
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(to_decibels);
AIRMARK_KERNEL(greatest_of);
AIRMARK_KERNEL(raise_to);
AIRMARK_KERNEL(transform_bands);
AIRMARK_KERNEL(median_rises);

void to_decibels(float* values, std::size_t count, float lowest) noexcept {
  AIRMARK_CALL(to_decibels)(values, count, lowest);
}

float greatest_of(const float* values, std::size_t count) noexcept {
  return AIRMARK_CALL(greatest_of)(values, count);
}

void raise_to(float* values, std::size_t count, float floor) noexcept {
  AIRMARK_CALL(raise_to)(values, count, floor);
}

void transform_bands(const double* weights, const Lanes<float>* bands, std::size_t stride,
                     Lanes<float>* coefficients) noexcept {
  AIRMARK_CALL(transform_bands)(weights, bands, stride, coefficients);
}

void median_rises(const float* bands, std::size_t stride, Lanes<float>* rises,
                  Lanes<float>& medians) noexcept {
  AIRMARK_CALL(median_rises)(bands, stride, rises, medians);
}

}  // namespace airmark::analysis::kernels
#endif
