#include "tests/support/chunk_recorder.h"

#include <algorithm>
#include <chrono>

namespace airmark::testing {

using namespace std::chrono_literals;

ChunkRecorder::ChunkRecorder(realtime::ChunkQueue& queue)
    : queue_(queue), thread_([this] { run(); }) {}

ChunkRecorder::~ChunkRecorder() {
  if (thread_.joinable()) finish();
}

bool ChunkRecorder::wait_for_sound(std::int64_t frame_count, std::chrono::seconds patience) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (sound_frames_ < frame_count && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(2ms);
  return sound_frames_ >= frame_count;
}

std::vector<RecordedStream> ChunkRecorder::finish() {
  finishing_ = true;
  thread_.join();
  return std::move(streams_);
}

void ChunkRecorder::run() {
  AudioChunk chunk;
  for (;;) {
    const bool last_look = finishing_;
    while (queue_.try_read(chunk)) keep(chunk);
    if (last_look) return;
    std::this_thread::sleep_for(2ms);
  }
}

void ChunkRecorder::keep(const AudioChunk& chunk) {
  const auto expected_frame = [this] {
    const RecordedStream& stream = streams_.back();
    std::int64_t frame = stream.first_frame + static_cast<std::int64_t>(stream.frame_count());
    for (const auto& gap : stream.gaps) frame += gap.frame_count;
    return frame;
  };
  if (streams_.empty() || streams_.back().sample_rate_hz != chunk.sample_rate_hz ||
      chunk.first_frame < expected_frame()) {
    streams_.push_back({chunk.sample_rate_hz, chunk.first_frame, {}, {}});
    streams_.back().channels.resize(chunk.channel_count);
  }
  RecordedStream& stream = streams_.back();
  if (const std::int64_t lost = chunk.first_frame - expected_frame(); lost > 0)
    stream.gaps.push_back({expected_frame(), lost});
  std::int64_t sound = 0;
  for (std::size_t n = 0; n < chunk.frame_count; ++n) {
    bool silent = true;
    for (std::size_t c = 0; c < chunk.channel_count; ++c) {
      stream.channels[c].push_back(chunk.samples[c][n]);
      silent = silent && chunk.samples[c][n] == 0.0f;
    }
    if (!silent) ++sound;
  }
  sound_frames_ += sound;
}

std::optional<std::size_t> find_exactly(std::span<const float> wanted,
                                        std::span<const float> recorded) {
  const auto begin =
      std::find_if(recorded.begin(), recorded.end(), [](float sample) { return sample != 0.0f; });
  const auto at = static_cast<std::size_t>(begin - recorded.begin());
  if (recorded.size() - at < wanted.size()) return std::nullopt;
  if (!std::equal(wanted.begin(), wanted.end(), begin)) return std::nullopt;
  return at;
}

}  // namespace airmark::testing
