#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "analysis/vocabulary/audio_chunk.h"
#include "realtime/capture/chunk_queue.h"
#include "realtime/rt_safety.h"

namespace airmark::realtime {

/// What the process callback has seen and lost. Written by the tap, readable from any thread.
struct TapCounters {
  std::atomic<std::int64_t> callbacks{0};
  std::atomic<std::int64_t> frames_seen{0};
  std::atomic<std::int64_t> frames_dropped{0};     ///< The queue was full.
  std::atomic<std::int64_t> worst_callback_ns{0};  ///< From Block::started on; not in freewheel.
};

/// All that runs in the JACK process callback: cut the block into chunks, write them, count.
///
/// Output     chunks whose first_frame counts the frames of the stream, lost ones included, so that
///            a full queue, cycles that the server ran without us or an interruption show as a
///            chunk that does not start where the last one ended. A change of sample rate begins
///            a new stream at frame 0.
/// Memory     none after construction.
/// Threads    on_block() and on_freewheel_block() from the process thread only; the rest from any.
/// Guarantee  on_block() is wait-free: a full queue costs the newest chunk, and it is counted.
class AudioTap {
 public:
  /// The system's monotonic clock. Linux answers it in user space (vDSO) wherever the processor's
  /// own counter is the clock source, so reading it is no system call.
  using Clock = std::chrono::steady_clock;

  /// What a server delivers in one cycle.
  struct Block {
    /// More than kMaxCaptureChannels are ignored; a null one, which JACK may give, is silence.
    std::span<const float* const> channels;
    std::size_t frame_count = 0;  ///< Samples behind each pointer.
    std::uint32_t sample_rate_hz = 0;

    /// The server's own count at the first sample, wrapping; empty where it runs a cycle for all of
    /// its clients or for none, so that none can miss what another played.
    std::optional<std::uint32_t> server_frame;
    Clock::time_point started;  ///< When the callback began.
  };

  explicit AudioTap(ChunkQueue& queue) noexcept : queue_(queue) {}

  void on_block(const Block& block) noexcept AIRMARK_RT;

  /// The one exemption from the real-time rules. In freewheel the server waits for its clients, so
  /// a full queue is waited for, up to kFreewheelPatience a block, and nothing is lost.
  void on_freewheel_block(const Block& block) noexcept;

  /// The server went away: the next block is placed as many frames after the last one as the
  /// clock says were missed, at least one. Call before that block can arrive.
  void mark_interruption() noexcept;

  /// From now on on_freewheel_block() does not wait either: nobody reads the queue any more.
  void stop_waiting() noexcept;

  const TapCounters& counters() const noexcept { return counters_; }

  /// Longer than the slowest window analysis, shorter than the 10 s after which jackd takes a
  /// freewheeling client for dead.
  static constexpr std::chrono::seconds kFreewheelPatience{5};

 private:
  void place(const Block& block) noexcept AIRMARK_RT;
  std::int64_t frames_missed_before(const Block& block) const noexcept AIRMARK_RT;
  void count(const Block& block) noexcept AIRMARK_RT;
  template <typename Write>
  void cut(const Block& block, Write write) noexcept;

  ChunkQueue& queue_;
  TapCounters counters_;
  std::atomic<bool> interrupted_{false};
  std::atomic<bool> waiting_allowed_{true};

  // Process thread only.
  AudioChunk chunk_{};
  std::int64_t next_frame_ = 0;
  std::optional<std::uint32_t> next_server_frame_;
  Clock::time_point next_block_due_;
};

}  // namespace airmark::realtime
