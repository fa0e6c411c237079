#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace airmark {

inline constexpr std::size_t kChunkFrames = 128;
inline constexpr std::size_t kMaxCaptureChannels = 2;

/// A few milliseconds of capture with their place in the stream. The place makes a lost
/// chunk visible to the reader: the next one does not start where the last one ended. The rate
/// makes a server's change of rate visible: a new stream begins there, counted from frame 0.
struct AudioChunk {
  std::int64_t first_frame = 0;
  std::uint32_t sample_rate_hz = 0;
  std::uint32_t frame_count = 0;    ///< 1..kChunkFrames.
  std::uint32_t channel_count = 0;  ///< 1..kMaxCaptureChannels.
  std::array<std::array<float, kChunkFrames>, kMaxCaptureChannels> samples;
};
static_assert(std::is_trivially_copyable_v<AudioChunk>, "chunks cross threads by memcpy");

}  // namespace airmark
