#include "analysis/kernels/instruction_set.h"

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace airmark::analysis::kernels {
namespace {

struct InstructionSet {
  std::string_view name;
  bool is_usable;  // compiled, and known to this processor
};

/// In the order of AIRMARK_KERNEL's tables; the last one is always usable.
const auto& all_sets() {
#if HWY_ARCH_X86_64
  // With everything that the compiler may use there: see HWY_TARGET_STR_AVX2 and _AVX3.
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") &&
                          __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  static const std::array<InstructionSet, 3> sets{
      {{"avx512", has_avx512 && (HWY_TARGETS & HWY_AVX3) != 0},
       {"avx2", has_avx2 && (HWY_TARGETS & HWY_AVX2) != 0},
       {"sse2", true}}};
#elif HWY_ARCH_ARM_A64
  static const std::array<InstructionSet, 1> sets{{{"neon", true}}};
#else
  static const std::array<InstructionSet, 1> sets{{{"scalar", true}}};
#endif
  return sets;
}

constexpr std::size_t kUndecided = ~std::size_t{0};
std::atomic<std::size_t> in_use{kUndecided};

}  // namespace

std::vector<std::string_view> instruction_sets() {
  std::vector<std::string_view> names;
  for (const InstructionSet& set : all_sets())
    if (set.is_usable) names.push_back(set.name);
  return names;
}

void use_instruction_set(std::string_view name) {
  for (std::size_t place = 0; place < all_sets().size(); ++place)
    if (all_sets()[place].name == name && all_sets()[place].is_usable) in_use = place;
}

/// Allocates nothing: the first kernel that is called may be anywhere.
void use_best_instruction_set() {
  in_use = static_cast<std::size_t>(std::ranges::find_if(all_sets(), &InstructionSet::is_usable) -
                                    all_sets().begin());
}

std::size_t instruction_set_in_use() noexcept {
  const std::size_t place = in_use.load(std::memory_order_relaxed);
  if (place != kUndecided) return place;
  use_best_instruction_set();
  return in_use;
}

}  // namespace airmark::analysis::kernels
