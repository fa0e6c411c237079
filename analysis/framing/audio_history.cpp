#include "analysis/framing/audio_history.h"

#include <algorithm>
#include <cassert>

namespace airmark::analysis {
namespace {

/// Three minutes at the analysis rate, 16 MB.
constexpr std::size_t kReservedFrames = 4'000'000;

}  // namespace

AudioHistory::AudioHistory(std::size_t channel_count, std::int64_t expected_frames)
    : expected_frames_(static_cast<std::size_t>(expected_frames)), channels_(channel_count) {
  assert(channel_count > 0);
  for (std::vector<float>& channel : channels_)
    channel.reserve(std::min(expected_frames_, kReservedFrames));
}

void AudioHistory::begin(std::int64_t first_frame) noexcept {
  for (std::vector<float>& channel : channels_) channel.clear();
  first_frame_ = first_frame;
}

void AudioHistory::append(std::span<const float* const> channels, std::size_t frame_count) {
  assert(channels.size() == channels_.size());
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    std::vector<float>& channel = channels_[c];
    const std::size_t size = channel.size() + frame_count;
    if (size > channel.capacity()) channel.reserve(std::max(size, grown(channel.capacity())));
    channel.insert(channel.end(), channels[c], channels[c] + frame_count);
  }
}

/// Twice as much, but nothing between half of what is expected and all of it: a history that has
/// held one window shall not have to grow for the next one.
std::size_t AudioHistory::grown(std::size_t capacity) const noexcept {
  return 4 * capacity < expected_frames_ ? 2 * capacity : expected_frames_;
}

void AudioHistory::drop_before(std::int64_t frame) {
  const std::int64_t dropped = std::min(frame, end_frame()) - first_frame_;
  if (dropped <= 0) return;
  for (std::vector<float>& channel : channels_)
    channel.erase(channel.begin(), channel.begin() + dropped);
  first_frame_ += dropped;
}

std::span<const float> AudioHistory::frames(std::size_t channel, std::int64_t first_frame,
                                            std::int64_t end_frame) const noexcept {
  assert(first_frame >= first_frame_ && first_frame <= end_frame && end_frame <= this->end_frame());
  return std::span<const float>(channels_[channel])
      .subspan(static_cast<std::size_t>(first_frame - first_frame_),
               static_cast<std::size_t>(end_frame - first_frame));
}

}  // namespace airmark::analysis
