#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// The arithmetic that takes the time, compiled once for each set of vector instructions.
///
/// Method     a kernel's file includes itself by way of Highway's foreach_target.h, once for each
///            set; the processor is asked when the first kernel is called. libhwy itself is not
///            linked: at each start of a program it measures the processor's clock for 3 ms.
/// Threads    any; to choose a set is for one, while no other runs a kernel.
namespace airmark::analysis::kernels {

/// The sets that kernels were compiled for and this processor knows, best first: "avx512", "avx2"
/// and "sse2" on x86-64, "neon" on ARM.
std::vector<std::string_view> instruction_sets();

/// Makes all kernels use one of instruction_sets(), for tests and benchmarks.
void use_instruction_set(std::string_view name);
void use_best_instruction_set();

/// Place of the set in use in the tables below.
std::size_t instruction_set_in_use() noexcept;

}  // namespace airmark::analysis::kernels

// Where all sets have been compiled (HWY_ONCE): AIRMARK_KERNEL(name) makes a table of a function's
// versions, AIRMARK_CALL(name) is the one for the set in use.
#if defined(__x86_64__)
#define AIRMARK_KERNEL(name)                                                  \
  static constexpr decltype(&HWY_STATIC_DISPATCH(name)) name##_versions[] = { \
      HWY_CHOOSE_AVX3(name), HWY_CHOOSE_AVX2(name), HWY_CHOOSE_FALLBACK(name)}
#else
#define AIRMARK_KERNEL(name)                                                  \
  static constexpr decltype(&HWY_STATIC_DISPATCH(name)) name##_versions[] = { \
      &HWY_STATIC_DISPATCH(name)}
#endif
#define AIRMARK_CALL(name) \
  (*name##_versions[::airmark::analysis::kernels::instruction_set_in_use()])
