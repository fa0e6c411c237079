#pragma once

#include <benchmark/benchmark.h>

/// What nothing can be faster than, measured in the same run: arithmetic that waits for nothing,
/// and memory read from one end to the other. With the instruction set in use.
namespace airmark::bench {

/// 2^20 additions of values in double or single precision, as many at once as a vector holds.
void double_additions(benchmark::State& state);
void float_additions(benchmark::State& state);
/// 2^20 bytes of a buffer of 16 MiB, which is more than a core has to itself.
void bytes_read(benchmark::State& state);

}  // namespace airmark::bench
