#pragma once

#include <cstdint>

namespace airmark {

/// A stretch of one audio stream, counted in sample frames from the stream's first frame.
/// All time inside the program is this; seconds appear only where people read them.
struct StreamSpan {
  std::int64_t first_frame = 0;
  std::int64_t frame_count = 0;
  double sample_rate_hz = 0.0;

  bool operator==(const StreamSpan&) const = default;

  std::int64_t end_frame() const noexcept { return first_frame + frame_count; }
  double begin_s() const noexcept { return static_cast<double>(first_frame) / sample_rate_hz; }
  double duration_s() const noexcept { return static_cast<double>(frame_count) / sample_rate_hz; }
};

}  // namespace airmark
