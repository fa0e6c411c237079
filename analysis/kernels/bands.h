#pragma once

#include <cstddef>

#include "analysis/spectrum/lanes.h"

/// What is done with the mel bands of all frames.
namespace airmark::analysis::kernels {

/// 10 log10(max(value, lowest)), in place. Requires lowest to be a normal number.
void to_decibels(float* values, std::size_t count, float lowest) noexcept;

/// The greatest of values; minus infinity of none.
float greatest_of(const float* values, std::size_t count) noexcept;

/// Raises what is less than `floor`.
void raise_to(float* values, std::size_t count, float floor) noexcept;

/// Cosine transform of 128 bands to 20 coefficients, of sixteen frames.
/// Input      band n in bands[n * stride]. `weights`: those of a coefficient, one row of 128 each;
///            even ones symmetric, odd ones antisymmetric around the middle. Sums in double.
inline constexpr std::size_t kCosineBands = 128;
inline constexpr std::size_t kCosineCoefficients = 20;
void transform_bands(const double* weights, const Lanes<float>* bands, std::size_t stride,
                     Lanes<float>* coefficients) noexcept;

/// Median over 128 bands of how much each rose to the next frame, falls counted as 0, for sixteen
/// frames. The middle two are averaged. `bands`: rows of floats `stride` apart, of which 17 are
/// looked at. `rises`: room for 128 rows.
void median_rises(const float* bands, std::size_t stride, Lanes<float>* rises,
                  Lanes<float>& medians) noexcept;

}  // namespace airmark::analysis::kernels
