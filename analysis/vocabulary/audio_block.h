#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace airmark {

/// Far beyond any recording, and far below where the squares of a spectrum leave the numbers.
inline constexpr float kLoudestSample = 1e9f;

/// False for NaN, infinities and what is beyond any scale. One such sample would spread through
/// filters and make a whole window meaningless: files that hold one are refused, and in a live feed
/// it counts as silence.
inline bool is_usable(float sample) noexcept { return std::abs(sample) <= kLoudestSample; }

/// A borrowed look at consecutive sample frames of one stream, any channel count, planar.
/// What every source (JACK, file, pipe) hands to the AnalysisPipeline.
struct AudioBlock {
  std::int64_t first_frame = 0;            ///< Place in the stream, at the stream's own rate.
  std::size_t frame_count = 0;             ///< Samples behind each pointer.
  std::span<const float* const> channels;  ///< One pointer per channel; at least one.
};

}  // namespace airmark
