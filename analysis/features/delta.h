#pragma once

#include <cstddef>
#include <span>

namespace airmark::analysis {

/// Frames over which a slope is taken.
inline constexpr std::size_t kDeltaFrames = 9;

/// The slope of a series, per frame: that of the straight line nearest to the nine values around
/// each frame (Savitzky & Golay 1964). The first and last four frames have the slope of the first
/// and last nine; a series of fewer than nine that of all of them. librosa: delta, its defaults.
/// Requires at least two values and as many slopes.
void slopes(std::span<const float> values, std::span<double> slopes) noexcept;

}  // namespace airmark::analysis
