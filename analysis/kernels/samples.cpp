#include "analysis/kernels/samples.h"

#include <algorithm>
#include <cassert>

#include "analysis/kernels/instruction_set.h"
#include "analysis/kernels/plain_vectors.h"
#include "analysis/spectrum/lanes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/kernels/samples.cpp"
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

constexpr hn::CappedTag<double, 8> kDoubles;
constexpr hn::Rebind<float, decltype(kDoubles)> kHalfFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kDoubles);
constexpr std::size_t kParts = kBlockFrames / kLanes;
using Doubles = hn::Vec<decltype(kDoubles)>;

HWY_INLINE Doubles load(const float* from) {
  return hn::PromoteTo(kDoubles, hn::LoadU(kHalfFloats, from));
}
HWY_INLINE Doubles load(const double* from) { return hn::LoadU(kDoubles, from); }

/// One value of each of the sixteen interleaved parts.
struct Sum {
  Doubles part[kParts];

  HWY_INLINE Sum() {
    for (Doubles& vector : part) vector = hn::Zero(kDoubles);
  }
  HWY_INLINE double total() const {
    Lanes<double> lanes;
    for (std::size_t p = 0; p < kParts; ++p) hn::Store(part[p], kDoubles, &lanes[p * kLanes]);
    double sum = 0.0;
    for (const double lane : lanes.values) sum += lane;
    return sum;
  }
};

double energy_of(const float* samples, std::size_t count) {
  Sum energy;
  for (std::size_t n = 0; n < count; n += kBlockFrames)
    for (std::size_t p = 0; p < kParts; ++p) {
      const Doubles sample = load(samples + n + p * kLanes);
      energy.part[p] = energy.part[p] + sample * sample;
    }
  return energy.total();
}

std::size_t crossings_of(const float* samples, std::size_t count, float threshold) {
  constexpr hn::CappedTag<float, 16> kFloats;
  constexpr std::size_t kFloatLanes = hn::MaxLanes(kFloats);
  const auto limit = hn::Set(kFloats, threshold);
  const std::size_t whole = count - count % kFloatLanes;
  std::size_t crossings = 0;
  for (std::size_t n = 0; n < whole; n += kFloatLanes) {
    const auto now = hn::LoadU(kFloats, samples + n) < limit;
    const auto before = hn::LoadU(kFloats, samples + n - 1) < limit;
    crossings += hn::CountTrue(kFloats, hn::Xor(now, before));
  }
  for (std::size_t n = whole; n < count; ++n)
    crossings += (samples[n] < threshold) != (samples[n - 1] < threshold) ? 1 : 0;
  return crossings;
}

template <typename T>
HWY_INLINE void add_deviations(const T* values, Doubles centre, Sum& sum, Sum& squares) {
  for (std::size_t p = 0; p < kParts; ++p) {
    const Doubles deviation = load(values + p * kLanes) - centre;
    sum.part[p] = sum.part[p] + deviation;
    squares.part[p] = squares.part[p] + deviation * deviation;
  }
}

template <typename T>
HWY_INLINE DeviationSums deviations(const T* values, std::size_t count, double centre) {
  const Doubles middle = hn::Set(kDoubles, centre);
  Sum sum;
  Sum squares;
  const std::size_t whole = count - count % kBlockFrames;
  for (std::size_t n = 0; n < whole; n += kBlockFrames)
    add_deviations(values + n, middle, sum, squares);
  if (whole < count) {
    T rest[kBlockFrames];
    std::fill_n(rest, kBlockFrames, static_cast<T>(centre));
    std::copy(values + whole, values + count, rest);
    add_deviations(rest, middle, sum, squares);
  }
  return {sum.total(), squares.total()};
}

DeviationSums deviations_of_floats(const float* values, std::size_t count, double centre) {
  return deviations(values, count, centre);
}
DeviationSums deviations_of_doubles(const double* values, std::size_t count, double centre) {
  return deviations(values, count, centre);
}

}  // namespace
}  // namespace airmark::analysis::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::analysis::kernels {

AIRMARK_KERNEL(energy_of);
AIRMARK_KERNEL(crossings_of);
AIRMARK_KERNEL(deviations_of_floats);
AIRMARK_KERNEL(deviations_of_doubles);

double energy_of(const float* samples, std::size_t count) noexcept {
  assert(count % kBlockFrames == 0);
  return AIRMARK_CALL(energy_of)(samples, count);
}

std::size_t crossings_of(const float* samples, std::size_t count, float threshold) noexcept {
  return AIRMARK_CALL(crossings_of)(samples, count, threshold);
}

DeviationSums deviations_of(const float* values, std::size_t count, double centre) noexcept {
  return AIRMARK_CALL(deviations_of_floats)(values, count, centre);
}

DeviationSums deviations_of(const double* values, std::size_t count, double centre) noexcept {
  return AIRMARK_CALL(deviations_of_doubles)(values, count, centre);
}

}  // namespace airmark::analysis::kernels
#endif
