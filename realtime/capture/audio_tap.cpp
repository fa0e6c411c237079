#include "realtime/capture/audio_tap.h"

#include <algorithm>
#include <thread>

namespace airmark::realtime {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

/// How long a freewheeling callback sleeps before it looks for room again.
constexpr std::chrono::microseconds kFreewheelPause{200};

/// A count that is further ahead is another clock's: the server has changed its driver.
constexpr std::size_t kMostCyclesMissed = 64;

AudioTap::Clock::time_point now() noexcept AIRMARK_RT {
  AIRMARK_RT_TRUST_BEGIN  // clock_gettime() in the vDSO: reads a counter, enters no kernel.
      return AudioTap::Clock::now();
  AIRMARK_RT_TRUST_END
}

std::int64_t nanoseconds(AudioTap::Clock::duration duration) noexcept AIRMARK_RT {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(duration).count();
}

}  // namespace

void AudioTap::on_block(const Block& block) noexcept AIRMARK_RT {
  place(block);
  cut(block, [this]() noexcept { return queue_.try_write(chunk_); });
  count(block);
  const std::int64_t took_ns = nanoseconds(now() - block.started);
  if (took_ns > counters_.worst_callback_ns.load(std::memory_order_relaxed))
    counters_.worst_callback_ns.store(took_ns, std::memory_order_relaxed);
}

void AudioTap::on_freewheel_block(const Block& block) noexcept {
  const Clock::time_point deadline = Clock::now() + kFreewheelPatience;
  place(block);
  cut(block, [this, deadline]() noexcept {
    while (!queue_.try_write(chunk_)) {
      if (!waiting_allowed_.load(std::memory_order_relaxed) || Clock::now() >= deadline)
        return false;
      std::this_thread::sleep_for(kFreewheelPause);
    }
    return true;
  });
  count(block);
}

void AudioTap::mark_interruption() noexcept { interrupted_.store(true, std::memory_order_release); }

void AudioTap::stop_waiting() noexcept { waiting_allowed_.store(false, std::memory_order_relaxed); }

/// Decides which frame of which stream the block begins with.
void AudioTap::place(const Block& block) noexcept AIRMARK_RT {
  const bool interrupted = interrupted_.exchange(false, std::memory_order_acquire);
  if (block.sample_rate_hz != chunk_.sample_rate_hz) {
    chunk_.sample_rate_hz = block.sample_rate_hz;
    next_frame_ = 0;
  } else if (interrupted) {
    const double missed_s =
        1e-9 * static_cast<double>(nanoseconds(block.started - next_block_due_));
    next_frame_ += std::max<std::int64_t>(
        1, static_cast<std::int64_t>(missed_s * static_cast<double>(block.sample_rate_hz)));
  } else {
    next_frame_ += frames_missed_before(block);
  }
}

/// A server that ran whole cycles without us has counted on by a multiple of the cycle. What was
/// played in them is lost to us. A count that is off by anything else was set anew.
std::int64_t AudioTap::frames_missed_before(const Block& block) const noexcept AIRMARK_RT {
  if (!block.server_frame || !next_server_frame_ || block.frame_count == 0) return 0;
  const std::uint32_t ahead = *block.server_frame - *next_server_frame_;
  const bool whole_cycles = ahead % block.frame_count == 0;
  return whole_cycles && ahead <= kMostCyclesMissed * block.frame_count ? ahead : 0;
}

/// Fills chunk_ again and again and lets `write` hand it on; counts what it refuses.
template <typename Write>
void AudioTap::cut(const Block& block, Write write) noexcept {
  chunk_.channel_count =
      static_cast<std::uint32_t>(std::min(block.channels.size(), kMaxCaptureChannels));
  for (std::size_t at = 0; at < block.frame_count; at += chunk_.frame_count) {
    chunk_.first_frame = next_frame_;
    chunk_.frame_count = static_cast<std::uint32_t>(std::min(block.frame_count - at, kChunkFrames));
    for (std::size_t c = 0; c < chunk_.channel_count; ++c) {
      if (block.channels[c] != nullptr)
        std::copy_n(block.channels[c] + at, chunk_.frame_count, chunk_.samples[c].begin());
      else
        std::fill_n(chunk_.samples[c].begin(), chunk_.frame_count, 0.0f);
    }
    next_frame_ += chunk_.frame_count;
    if (!write()) counters_.frames_dropped.fetch_add(chunk_.frame_count, std::memory_order_relaxed);
  }
}

void AudioTap::count(const Block& block) noexcept AIRMARK_RT {
  const auto frame_count = static_cast<std::int64_t>(block.frame_count);
  counters_.callbacks.fetch_add(1, std::memory_order_relaxed);
  counters_.frames_seen.fetch_add(frame_count, std::memory_order_relaxed);
  next_server_frame_ = block.server_frame;
  if (next_server_frame_) *next_server_frame_ += static_cast<std::uint32_t>(block.frame_count);
  if (block.sample_rate_hz > 0)
    next_block_due_ = block.started + std::chrono::nanoseconds(frame_count * kNanosecondsPerSecond /
                                                               block.sample_rate_hz);
}

}  // namespace airmark::realtime
