#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "realtime/capture/chunk_queue.h"

namespace airmark::testing {

/// One stream as it came out of a queue of chunks.
struct RecordedStream {
  struct Gap {
    std::int64_t at_frame = 0;  ///< In the stream's own count.
    std::int64_t frame_count = 0;
  };
  std::uint32_t sample_rate_hz = 0;
  std::int64_t first_frame = 0;
  std::vector<std::vector<float>> channels;  ///< What arrived, gaps left out.
  std::vector<Gap> gaps;

  std::size_t frame_count() const { return channels.empty() ? 0 : channels[0].size(); }
};

/// Reads a queue as the analysis thread would, on a thread of its own, and keeps everything. A
/// chunk with another sample rate, or from before the last one, begins a new stream.
class ChunkRecorder {
 public:
  explicit ChunkRecorder(realtime::ChunkQueue& queue);
  ~ChunkRecorder();

  /// Until frames that are not silent were recorded in all, or the patience ends.
  bool wait_for_sound(std::int64_t frame_count, std::chrono::seconds patience) const;

  /// Reads what is left and stops. Call when nothing is written any more.
  std::vector<RecordedStream> finish();

 private:
  void run();
  void keep(const AudioChunk& chunk);

  realtime::ChunkQueue& queue_;
  std::atomic<bool> finishing_{false};
  std::atomic<std::int64_t> sound_frames_{0};
  std::vector<RecordedStream> streams_;  ///< The thread's until it is joined.
  std::thread thread_;
};

/// Where `wanted` (not silent at its start) begins in `recorded`, provided that every sample
/// that follows is the same, bit by bit.
std::optional<std::size_t> find_exactly(std::span<const float> wanted,
                                        std::span<const float> recorded);

}  // namespace airmark::testing
