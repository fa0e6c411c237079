#include "analysis/source/source_meter.h"

#include <algorithm>
#include <cassert>

namespace airmark::analysis {

namespace {

std::int64_t piece_frames(int sample_rate_hz) noexcept {
  return static_cast<std::int64_t>(kPieceSeconds) * sample_rate_hz;
}

std::int64_t past_frames(int sample_rate_hz) noexcept {
  return static_cast<std::int64_t>(
      LoudnessMeter::past_frames(static_cast<std::size_t>(sample_rate_hz)));
}

}  // namespace

SourceMeter::SourceMeter(int sample_rate_hz, std::size_t channel_count)
    : piece_frames_(piece_frames(sample_rate_hz)),
      past_frames_(past_frames(sample_rate_hz)),
      loudness_(static_cast<std::size_t>(sample_rate_hz)),
      channels_(channel_count) {}

std::int64_t SourceMeter::most_needed_frames(int sample_rate_hz) noexcept {
  return past_frames(sample_rate_hz) + piece_frames(sample_rate_hz);
}

void SourceMeter::begin(std::int64_t first_frame) noexcept {
  first_frame_ = next_frame_ = first_frame;
  loudness_.begin();
  stereo_ = {};
}

void SourceMeter::follow(const AudioHistory& source, std::int64_t end_frame) {
  while (end_frame - next_frame_ >= piece_frames_) {
    const SourcePiece piece = piece_up_to(source, next_frame_ + piece_frames_);
    loudness_.add(piece);
    stereo_.add(piece);
    next_frame_ += piece_frames_;
  }
}

SourceMeasures SourceMeter::measure(const AudioHistory& source, std::int64_t end_frame) {
  assert(end_frame >= next_frame_);
  follow(source, end_frame);
  const SourcePiece rest = piece_up_to(source, end_frame);
  StereoSums stereo = stereo_;
  stereo.add(rest);
  return {.loudness = loudness_.measure(rest), .stereo = stereo_image(stereo)};
}

std::int64_t SourceMeter::first_needed_frame() const noexcept {
  return std::max(first_frame_, next_frame_ - past_frames_);
}

SourcePiece SourceMeter::piece_up_to(const AudioHistory& source, std::int64_t end_frame) {
  const std::int64_t first = first_needed_frame();
  for (std::size_t c = 0; c < channels_.size(); ++c)
    channels_[c] = source.frames(c, first, end_frame).data();
  return {.channels = channels_,
          .past_frames = static_cast<std::size_t>(next_frame_ - first),
          .frame_count = static_cast<std::size_t>(end_frame - next_frame_)};
}

}  // namespace airmark::analysis
