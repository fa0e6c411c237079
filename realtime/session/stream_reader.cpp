#include "realtime/session/stream_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace airmark::realtime {
namespace {

// A feed in which every now and then a sample is broken is one outage, not one each time.
constexpr std::int64_t kUsableAgainAfterS = 10;

std::int64_t silence_unusable(AudioChunk& chunk, std::int64_t frame_count) {
  std::int64_t silenced_count = 0;
  for (std::size_t c = 0; c < chunk.channel_count; ++c) {
    for (float& sample : std::span(chunk.samples[c]).first(static_cast<std::size_t>(frame_count))) {
      if (is_usable(sample)) continue;
      sample = 0.0f;
      ++silenced_count;
    }
  }
  return silenced_count;
}

bool all_usable(const AudioChunk& chunk, std::int64_t frame_count) {
  for (std::size_t c = 0; c < chunk.channel_count; ++c)
    if (!std::all_of(chunk.samples[c].begin(), chunk.samples[c].begin() + frame_count, is_usable))
      return false;
  return true;
}

}  // namespace

StreamReader::StreamReader(const Config& config, std::unique_ptr<WaveRecorder> recorder,
                           Output output)
    : config_(config), output_(std::move(output)), recorder_(std::move(recorder)) {}

bool StreamReader::push(const AudioChunk& chunk) {
  if (follows_long_gap(chunk)) leave_out_gap(gap_frames_before(chunk));
  if (!continues(chunk)) {
    end_stream();
    begin_stream(chunk);
  }
  if (gap_frames_before(chunk) > 0) fill_gap(gap_frames_before(chunk));
  const std::int64_t taken_frames = std::min<std::int64_t>(chunk.frame_count, stream_.frames_left);
  if (taken_frames > 0) take(chunk, taken_frames);
  return stream_.frames_left > 0;
}

void StreamReader::finish() {
  end_stream();
  if (recorder_) check_recording(recorder_->close());
}

bool StreamReader::continues(const AudioChunk& chunk) const noexcept {
  return pipeline_ && chunk.sample_rate_hz == stream_.sample_rate_hz &&
         chunk.channel_count == stream_.channel_count && gap_frames_before(chunk) >= 0;
}

bool StreamReader::follows_long_gap(const AudioChunk& chunk) const noexcept {
  return continues(chunk) && static_cast<double>(gap_frames_before(chunk)) >
                                 kLongestSilenceWrittenS * stream_.sample_rate_hz;
}

std::int64_t StreamReader::gap_frames_before(const AudioChunk& chunk) const noexcept {
  return chunk.first_frame - stream_.origin_frame - stream_.next_frame;
}

void StreamReader::begin_stream(const AudioChunk& chunk) {
  stream_ = {};
  stream_.sample_rate_hz = chunk.sample_rate_hz;
  stream_.channel_count = chunk.channel_count;
  stream_.origin_frame = chunk.first_frame;
  if (config_.duration_s) {
    const double left_s = std::max(0.0, *config_.duration_s - ended_streams_s_);
    stream_.frames_left = std::llround(left_s * chunk.sample_rate_hz);
  }
  output_.on_stream();
  pipeline_ = std::make_unique<analysis::AnalysisPipeline>(
      analysis::AnalysisPipeline::Config{static_cast<double>(chunk.sample_rate_hz),
                                         static_cast<int>(chunk.channel_count), config_.plan},
      output_.on_window, output_.on_tempo);
  if (recorder_) begin_recording();
}

void StreamReader::end_stream() {
  if (!pipeline_) return;
  pipeline_->finish();
  pipeline_.reset();
  ended_streams_s_ += static_cast<double>(stream_.frames_read) / stream_.sample_rate_hz;
}

void StreamReader::begin_recording() {
  const std::filesystem::path before = recorder_->path();
  const Result<Done> begun = recorder_->begin(stream_.sample_rate_hz, stream_.channel_count);
  if (begun && recorder_->path() != before) {
    output_.on_notice("the recording goes on at " + std::to_string(stream_.sample_rate_hz) +
                      " Hz in '" + recorder_->path().string() + "'");
  }
  check_recording(begun);
}

void StreamReader::take(const AudioChunk& chunk, std::int64_t frame_count) {
  if (all_usable(chunk, frame_count)) {
    note_unusable(0, frame_count);
    take_usable(chunk, frame_count);
    return;
  }
  AudioChunk mended = chunk;
  note_unusable(silence_unusable(mended, frame_count), frame_count);
  take_usable(mended, frame_count);
}

void StreamReader::note_unusable(std::int64_t sample_count, std::int64_t frame_count) {
  unusable_samples_ += sample_count;
  usable_frames_ = sample_count > 0 ? 0 : usable_frames_ + frame_count;
  if (usable_frames_ >= kUsableAgainAfterS * stream_.sample_rate_hz) told_unusable_ = false;
  if (sample_count == 0 || std::exchange(told_unusable_, true)) return;
  output_.on_notice("the feed holds samples that are not numbers; they count as silence");
}

void StreamReader::take_usable(const AudioChunk& chunk, std::int64_t frame_count) {
  std::array<const float*, kMaxCaptureChannels> channels{};
  for (std::size_t c = 0; c < chunk.channel_count; ++c) channels[c] = chunk.samples[c].data();
  const AudioBlock block{stream_.next_frame, static_cast<std::size_t>(frame_count),
                         std::span(channels).first(chunk.channel_count)};
  if (recorder_) check_recording(recorder_->write(block));
  pipeline_->push(block);
  stream_.next_frame += frame_count;
  stream_.frames_left -= frame_count;
  stream_.frames_read += frame_count;
  frames_read_ += frame_count;
}

void StreamReader::fill_gap(std::int64_t frame_count) {
  frames_missing_ += frame_count;
  stream_.next_frame += frame_count;
  if (recorder_) check_recording(recorder_->write_silence(frame_count));
}

// The next stretch begins a stream and a file of its own.
void StreamReader::leave_out_gap(std::int64_t frame_count) {
  frames_missing_ += frame_count;
  end_stream();
  if (recorder_) check_recording(recorder_->close());
}

void StreamReader::check_recording(const Result<Done>& result) {
  if (result) return;
  recorder_.reset();
  recording_failure_ = result.error();
  output_.on_notice(result.error().message + "; the feed is analysed further, but not recorded");
}

}  // namespace airmark::realtime
