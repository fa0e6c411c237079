#include "analysis/kernels/instruction_set.h"

#include <hwy/highway.h>

#include <cstdint>

namespace airmark::analysis::kernels {
namespace {

std::string_view name_of(std::int64_t target) {
  switch (target) {
#if HWY_ARCH_X86
    case HWY_AVX3:
      return "avx512";
    case HWY_AVX2:
      return "avx2";
    case HWY_SCALAR:  // plain_vectors.h takes the place of both
    case HWY_EMU128:
      return "sse2";
#endif
#if HWY_ARCH_ARM
    case HWY_NEON:
      return "neon";
#endif
    default:
      return "scalar";
  }
}

}  // namespace

std::vector<std::string_view> instruction_sets() {
  std::vector<std::string_view> names;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
    names.push_back(name_of(target));
  return names;
}

void use_instruction_set(std::string_view name) {
  use_best_instruction_set();
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
    if (name_of(target) == name) {
      hwy::SetSupportedTargetsForTest(target);
      return;
    }
}

void use_best_instruction_set() { hwy::SetSupportedTargetsForTest(0); }

}  // namespace airmark::analysis::kernels
