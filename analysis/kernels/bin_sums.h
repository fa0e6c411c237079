#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/spectrum/lanes.h"

/// Sums over the bins of sixteen frames side by side, in the order of the bins.
namespace airmark::analysis::kernels {

/// Sum of the bins.
void sum_bins(const Lanes<float>* bins, std::size_t count, Lanes<double>& sums) noexcept;

/// Sum of k step times bin k.
void sum_weighted_bins(const Lanes<float>* bins, std::size_t count, double step,
                       Lanes<double>& sums) noexcept;

/// Sum of (k step - centre)^2 times bin k.
void sum_deviations(const Lanes<float>* bins, std::size_t count, double step,
                    const Lanes<double>& centres, Lanes<double>& sums) noexcept;

/// At how many bins the sum so far is less than `share` of the whole, in single precision.
void count_bins_below(const Lanes<float>* bins, std::size_t count, float share,
                      Lanes<std::int32_t>& counts) noexcept;

/// Sum of weights[k] times bin k, in single precision.
void weigh_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                Lanes<float>& sums) noexcept;

/// Sums with twelve weights for each bin, in single precision, divided by the greatest of a frame's
/// twelve; nothing is divided where that is less than the smallest normal number.
inline constexpr std::size_t kProjections = 12;
void project_bins(const Lanes<float>* bins, const float* weights, std::size_t count,
                  Lanes<float>* sums) noexcept;

}  // namespace airmark::analysis::kernels
