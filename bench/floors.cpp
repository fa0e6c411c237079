#include "bench/floors.h"

#include <cstddef>
#include <vector>

#include "analysis/kernels/plain_vectors.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/floors.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace airmark::bench::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
namespace hn = airmark::analysis::kernels::plain;
#else
namespace hn = hwy::HWY_NAMESPACE;
#endif

/// Enough sums side by side that none waits for the one before.
constexpr std::size_t kSums = 12;

template <typename T>
HWY_INLINE void add(std::size_t count) {
  constexpr hn::ScalableTag<T> kTag;
  hn::Vec<decltype(kTag)> sums[kSums];
  for (auto& sum : sums) sum = hn::Zero(kTag);
  auto one = hn::Set(kTag, static_cast<T>(1));
  for (std::size_t n = 0; n < count; n += kSums * hn::MaxLanes(kTag)) {
    asm volatile("" : : "r"(&one) : "memory");  // the compiler may not know the result
    const auto value = one;
    for (auto& sum : sums) sum = sum + value;
  }
  for (auto& sum : sums) asm volatile("" : : "r"(&sum) : "memory");
}

void add_doubles(std::size_t count) { add<double>(count); }
void add_floats(std::size_t count) { add<float>(count); }

float sum_of(const float* values, std::size_t count) {
  constexpr hn::ScalableTag<float> kTag;
  constexpr std::size_t kLanes = hn::MaxLanes(kTag);
  auto even = hn::Zero(kTag);
  auto odd = hn::Zero(kTag);
  for (std::size_t n = 0; n < count; n += 2 * kLanes) {
    even = even + hn::LoadU(kTag, values + n);
    odd = odd + hn::LoadU(kTag, values + n + kLanes);
  }
  return hn::GetLane(even + odd);
}

}  // namespace
}  // namespace airmark::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace airmark::bench {
namespace {

constexpr std::size_t kCount = std::size_t{1} << 20;
constexpr std::size_t kFloats = kCount / sizeof(float);

HWY_EXPORT(add_doubles);
HWY_EXPORT(add_floats);
HWY_EXPORT(sum_of);

}  // namespace

void double_additions(benchmark::State& state) {
  for (auto _ : state) HWY_DYNAMIC_DISPATCH(add_doubles)(kCount);
}

void float_additions(benchmark::State& state) {
  for (auto _ : state) HWY_DYNAMIC_DISPATCH(add_floats)(kCount);
}

void bytes_read(benchmark::State& state) {
  const std::vector<float> values(16 * kFloats, 1.0f);
  std::size_t place = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(HWY_DYNAMIC_DISPATCH(sum_of)(values.data() + place, kFloats));
    place = (place + kFloats) % values.size();
  }
}

}  // namespace airmark::bench
#endif
