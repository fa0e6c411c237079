#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "realtime/capture/capture.h"

namespace airmark::testing {

using Channels = std::vector<std::vector<float>>;

/// Cuts a stream into chunks of random sizes, 1..kChunkFrames, as no server would.
inline std::vector<AudioChunk> random_chunks(const Channels& channels, int sample_rate_hz,
                                             unsigned seed = 1, std::int64_t first_frame = 0) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::size_t> size(1, kChunkFrames);
  std::vector<AudioChunk> chunks;
  for (std::size_t at = 0; at < channels[0].size();) {
    AudioChunk chunk{};
    chunk.first_frame = first_frame + static_cast<std::int64_t>(at);
    chunk.sample_rate_hz = static_cast<std::uint32_t>(sample_rate_hz);
    chunk.channel_count = static_cast<std::uint32_t>(channels.size());
    chunk.frame_count = static_cast<std::uint32_t>(std::min(size(random), channels[0].size() - at));
    for (std::size_t c = 0; c < channels.size(); ++c)
      std::copy_n(channels[c].begin() + static_cast<std::ptrdiff_t>(at), chunk.frame_count,
                  chunk.samples[c].begin());
    at += chunk.frame_count;
    chunks.push_back(chunk);
  }
  return chunks;
}

/// A capture that plays a script as fast as it is read, then calls `on_end` from its thread.
class ScriptedCapture : public realtime::Capture {
 public:
  explicit ScriptedCapture(
      std::vector<AudioChunk> script, std::function<void()> on_end = [] {})
      : script_(std::move(script)), on_end_(std::move(on_end)) {}

  Result<Done> start(OnNotice on_notice) override {
    if (refusal) return *refusal;
    thread_ = std::jthread([this, on_notice](const std::stop_token& stop) {
      for (const std::string& notice : notices) on_notice(notice);
      before_first_chunk();
      for (const AudioChunk& chunk : script_) {
        while (!chunks_.try_write(chunk)) {
          if (stop.stop_requested()) return;
          std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        frames_seen_ += chunk.frame_count;
      }
      on_end_();
    });
    return Done{};
  }
  void stop() noexcept override {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
  }
  realtime::ChunkQueue& chunks() noexcept override { return chunks_; }
  std::string name() const override { return "airmark-01"; }
  CaptureHealth health() const noexcept override {
    CaptureHealth health;
    health.frames_seen = frames_seen_;
    health.xruns = 3;
    return health;
  }

  std::optional<Error> refusal;      ///< What start() fails with.
  std::vector<std::string> notices;  ///< Given before the first chunk.
  std::function<void()> before_first_chunk = [] {};

 private:
  const std::vector<AudioChunk> script_;
  const std::function<void()> on_end_;
  realtime::ChunkQueue chunks_{4096};
  std::atomic<std::int64_t> frames_seen_{0};
  std::jthread thread_;
};

}  // namespace airmark::testing
