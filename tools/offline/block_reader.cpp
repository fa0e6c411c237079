#include "tools/offline/block_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace airmark::tools {
namespace {

constexpr std::size_t kBlockFrames = 8192;

/// Planar room for one block.
class BlockRoom {
 public:
  explicit BlockRoom(int channel_count)
      : channels_(static_cast<std::size_t>(channel_count), std::vector<float>(kBlockFrames)) {
    for (const std::vector<float>& channel : channels_) pointers_.push_back(channel.data());
  }

  /// The front of each channel.
  std::span<const std::span<float>> front(std::size_t frame_count) {
    spans_.clear();
    for (std::vector<float>& channel : channels_)
      spans_.push_back(std::span(channel).first(frame_count));
    return spans_;
  }

  AudioBlock block(std::int64_t first_frame, std::size_t frame_count) const {
    return {first_frame, frame_count, pointers_};
  }

 private:
  std::vector<std::vector<float>> channels_;
  std::vector<const float*> pointers_;
  std::vector<std::span<float>> spans_;
};

std::int64_t frames_in(double duration_s, const SoundSource& source) {
  return std::llround(duration_s * source.sample_rate_hz());
}

std::size_t at_most_a_block(std::int64_t frames) {
  return static_cast<std::size_t>(std::min<std::int64_t>(frames, kBlockFrames));
}

}  // namespace

Result<ReadFrames> for_each_block(SoundSource& source, const Excerpt& excerpt,
                                  const std::function<bool(const AudioBlock&)>& on_block,
                                  const std::stop_token& stop) {
  const std::int64_t start = frames_in(excerpt.start_s, source);
  const std::int64_t wanted = excerpt.duration_s ? frames_in(*excerpt.duration_s, source)
                                                 : std::numeric_limits<std::int64_t>::max();
  BlockRoom room(source.channel_count());
  ReadFrames read;
  while (read.given < wanted && !stop.stop_requested()) {
    const bool skipping = read.skipped < start;
    const std::int64_t left = skipping ? start - read.skipped : wanted - read.given;
    const auto got = source.read(room.front(at_most_a_block(left)));
    if (!got) return got.error();
    if (got.value() == 0) break;
    const AudioBlock block = room.block(read.given, got.value());
    (skipping ? read.skipped : read.given) += static_cast<std::int64_t>(got.value());
    if (!skipping && !on_block(block)) break;
  }
  return read;
}

}  // namespace airmark::tools
