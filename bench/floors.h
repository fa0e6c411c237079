#pragma once

#include <benchmark/benchmark.h>

/// What nothing can be faster than, measured in the same run: arithmetic that waits for nothing,
/// and memory read from one end to the other. With the instruction set in use.
namespace airmark::bench {

/// 2^20 additions and products in double or single precision, as many at once as a vector holds.
void double_operations(benchmark::State& state);
void float_operations(benchmark::State& state);
/// 2^20 bytes of a buffer of 5 MiB, as much as the magnitudes of a window of 30 s take.
void bytes_read(benchmark::State& state);

}  // namespace airmark::bench
