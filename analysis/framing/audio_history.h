#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace airmark::analysis {

/// The newest stretch of a stream, planar, each channel in one piece, found by its frames' places
/// in the stream.
///
/// Memory     reserved for `expected_frames` as far as that is little (nothing is copied then, and
///            what is not used costs nothing), by doubling beyond; dropping frames keeps the memory
///            for the next ones.
/// Threads    none inside; one instance belongs to one thread.
class AudioHistory {
 public:
  AudioHistory(std::size_t channel_count, std::int64_t expected_frames);

  /// Forgets everything; the next frame appended is `first_frame`.
  void begin(std::int64_t first_frame) noexcept;

  /// Requires one pointer per channel, `frame_count` samples behind each.
  void append(std::span<const float* const> channels, std::size_t frame_count);

  /// Forgets what lies before `frame`.
  void drop_before(std::int64_t frame);

  /// Frames first_frame ≤ f < end_frame of one channel; valid until the next append or drop.
  /// Requires that they are held.
  std::span<const float> frames(std::size_t channel, std::int64_t first_frame,
                                std::int64_t end_frame) const noexcept;

  std::int64_t first_frame() const noexcept { return first_frame_; }
  std::int64_t end_frame() const noexcept {
    return first_frame_ + static_cast<std::int64_t>(channels_.front().size());
  }

 private:
  std::size_t grown(std::size_t capacity) const noexcept;

  std::size_t expected_frames_;
  std::vector<std::vector<float>> channels_;
  std::int64_t first_frame_ = 0;
};

}  // namespace airmark::analysis
