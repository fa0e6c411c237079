#pragma once

#include <span>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// Less power than this counts as this much: -100 dB.
inline constexpr float kLowestPower = 1e-10f;
/// Nothing in a window counts as more than this below its loudest value.
inline constexpr float kDynamicRangeDb = 80.0f;

/// 10 log10(max(power, kLowestPower)), in place.
void to_decibels(std::span<float> powers) noexcept;

/// Raises what lies more than kDynamicRangeDb below the loudest value of the matrix.
/// librosa: power_to_db(ref=1, amin=1e-10, top_db=80).
void limit_dynamic_range(LaneMatrix& decibels) noexcept;

}  // namespace airmark::analysis
