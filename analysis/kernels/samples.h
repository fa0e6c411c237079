#pragma once

#include <cstddef>

/// What is measured along a row of values. Sums run in sixteen interleaved parts, on every
/// instruction set in the same order.
namespace airmark::analysis::kernels {

/// Sum of squares, in double. Requires `count` to be a multiple of sixteen.
double energy_of(const float* samples, std::size_t count) noexcept;

/// How often one of samples[0..count-1] is less than `threshold` and the one before it is not, or
/// the other way round. Looks at samples[-1].
std::size_t crossings_of(const float* samples, std::size_t count, float threshold) noexcept;

/// Sums of the distances from a centre and of their squares, in double.
struct DeviationSums {
  double sum = 0.0;
  double squares = 0.0;
};
DeviationSums deviations_of(const float* values, std::size_t count, double centre) noexcept;
DeviationSums deviations_of(const double* values, std::size_t count, double centre) noexcept;

}  // namespace airmark::analysis::kernels
