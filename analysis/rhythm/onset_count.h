#pragma once

#include <cstddef>
#include <span>

namespace airmark::analysis {

/// How many onsets there are.
///
/// Method     maxima of the mean rise in decibels within three frames (70 ms) to either side that
///            are 1 dB above the mean of the half second around (peak picking: Böck, Krebs & Schedl
///            2012). At most one in four frames, 10.8 a second.
/// Input      OnsetBands::rises().
std::size_t count_onsets(std::span<const float> rises) noexcept;

}  // namespace airmark::analysis
