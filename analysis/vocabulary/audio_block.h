#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace airmark {

/// A borrowed look at consecutive sample frames of one stream, any channel count, planar.
/// What every source (JACK, file, pipe) hands to the AnalysisPipeline.
struct AudioBlock {
  std::int64_t first_frame = 0;            ///< Place in the stream, at the stream's own rate.
  std::size_t frame_count = 0;             ///< Samples behind each pointer.
  std::span<const float* const> channels;  ///< One pointer per channel; at least one.
};

}  // namespace airmark
