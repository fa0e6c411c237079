#pragma once

#include <string_view>
#include <vector>

/// The arithmetic that takes the time, compiled once for each set of vector instructions.
namespace airmark::analysis::kernels {

/// The sets that kernels were compiled for and this processor knows, the one in use first:
/// "avx512", "avx2" and "sse2" on x86-64, "neon" on ARM.
std::vector<std::string_view> instruction_sets();

/// Makes all kernels of the process use one of instruction_sets(), for tests and benchmarks.
/// Not while another thread runs one.
void use_instruction_set(std::string_view name);

/// Back to the best one.
void use_best_instruction_set();

}  // namespace airmark::analysis::kernels
