#include "bench/floors.h"

#include <cstddef>
#include <vector>

#include "analysis/kernels/instruction_set.h"
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

/// Enough of them side by side that none waits for the one before.
constexpr std::size_t kNumbers = 12;

/// As many sums as products, because processors may have units for one and not the other.
template <typename T>
HWY_INLINE void calculate(const T& value, std::size_t count, T* results) {
  constexpr hn::ScalableTag<T> kTag;
  constexpr std::size_t kLanes = hn::MaxLanes(kTag);
  const auto operand = hn::Set(kTag, value);
  hn::Vec<decltype(kTag)> numbers[kNumbers];
  for (auto& number : numbers) number = operand;
  for (std::size_t n = 0; n < count; n += kNumbers * kLanes)
    for (std::size_t i = 0; i < kNumbers; ++i)
      numbers[i] = i % 2 == 0 ? numbers[i] + operand : numbers[i] * operand;
  for (std::size_t i = 0; i < kNumbers; ++i) hn::StoreU(numbers[i], kTag, results + i * kLanes);
}

void calculate_doubles(const double& value, std::size_t count, double* results) {
  calculate(value, count, results);
}
void calculate_floats(const float& value, std::size_t count, float* results) {
  calculate(value, count, results);
}

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

AIRMARK_KERNEL(calculate_doubles);
AIRMARK_KERNEL(calculate_floats);
AIRMARK_KERNEL(sum_of);

}  // namespace

void double_operations(benchmark::State& state) {
  double one = 1.0;
  std::vector<double> results(256);
  for (auto _ : state) {
    benchmark::DoNotOptimize(one);
    AIRMARK_CALL(calculate_doubles)(one, kCount, results.data());
  }
}

void float_operations(benchmark::State& state) {
  float one = 1.0f;
  std::vector<float> results(256);
  for (auto _ : state) {
    benchmark::DoNotOptimize(one);
    AIRMARK_CALL(calculate_floats)(one, kCount, results.data());
  }
}

void bytes_read(benchmark::State& state) {
  const std::vector<float> values(5 * kFloats, 1.0f);
  std::size_t place = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(AIRMARK_CALL(sum_of)(values.data() + place, kFloats));
    place = (place + kFloats) % values.size();
  }
}

}  // namespace airmark::bench
#endif
