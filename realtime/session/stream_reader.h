#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/audio_chunk.h"
#include "realtime/publish/wave_recorder.h"

namespace airmark::realtime {

/// From captured chunks to analysed windows: finds where a stream begins, keeps the recording, and
/// feeds the pipeline the very frames that are recorded.
///
/// Input      samples that are not usable (is_usable) count as silence, in the recording and in the
///            analysis alike, and are counted; said once per outage.
/// Method     a chunk of another rate or channel count, or one that lies before what was already
///            read, begins a new stream: the old one's open window is finished first. Frames count
///            from the first chunk of the stream. A chunk that lies further on leaves a gap: zeros
///            in the recording, a break in the analysis. After a gap of more than
///            kLongestSilenceWrittenS a new stream begins too, and a new file: a server that was
///            gone for a night would otherwise fill the disk with zeros, and each file analysed by
///            itself still gives the windows of its stream.
/// Threads    push() and finish() belong to one thread; the counters may be read from any.
class StreamReader {
 public:
  struct Config {
    analysis::WindowPlan plan;
    std::optional<double> duration_s;  ///< Take so much audio, to the frame; gaps do not count.
  };
  struct Output {
    std::function<void()> on_stream;  ///< A new stream begins.
    analysis::AnalysisPipeline::OnWindow on_window;
    analysis::AnalysisPipeline::OnTempo
        on_tempo;  ///< Where it is empty, the tempo is not followed.
    std::function<void(const std::string& message)> on_notice;
  };

  /// `recorder` may be absent.
  StreamReader(const Config& config, std::unique_ptr<WaveRecorder> recorder, Output output);

  /// False once the duration has passed.
  bool push(const AudioChunk& chunk);

  /// Ends the stream and the recording.
  void finish();

  /// At the rate of their stream, all streams together.
  std::int64_t frames_read() const noexcept { return frames_read_; }
  std::int64_t frames_missing() const noexcept { return frames_missing_; }
  std::int64_t unusable_samples() const noexcept { return unusable_samples_; }

  /// A listener bridges it, and at 192 kHz stereo it is 15 MB of zeros.
  static constexpr double kLongestSilenceWrittenS = 10.0;

  /// Why the recording broke off; empty where it did not. Read after finish().
  const std::optional<Error>& recording_failure() const noexcept { return recording_failure_; }

 private:
  struct Stream {
    std::uint32_t sample_rate_hz = 0;
    std::uint32_t channel_count = 0;
    std::int64_t origin_frame = 0;  ///< Of the first chunk, as the capture counts.
    std::int64_t next_frame = 0;    ///< Counted from the origin.
    std::int64_t frames_read = 0;
    std::int64_t frames_left = std::numeric_limits<std::int64_t>::max();  ///< Of the duration.
  };

  bool continues(const AudioChunk& chunk) const noexcept;
  bool follows_long_gap(const AudioChunk& chunk) const noexcept;
  std::int64_t gap_frames_before(const AudioChunk& chunk) const noexcept;
  void begin_stream(const AudioChunk& chunk);
  void end_stream();
  void begin_recording();
  void leave_out_gap(std::int64_t frame_count);
  void take(const AudioChunk& chunk, std::int64_t frame_count);
  void take_usable(const AudioChunk& chunk, std::int64_t frame_count);
  void note_unusable(std::int64_t sample_count, std::int64_t frame_count);
  void fill_gap(std::int64_t frame_count);
  void check_recording(const Result<Done>& result);

  const Config config_;
  const Output output_;
  std::unique_ptr<WaveRecorder> recorder_;  // gone once it failed
  std::unique_ptr<analysis::AnalysisPipeline> pipeline_;
  Stream stream_;
  double ended_streams_s_ = 0.0;
  std::optional<Error> recording_failure_;
  bool told_unusable_ = false;
  std::int64_t usable_frames_ = 0;  ///< Since the last unusable sample.
  std::atomic<std::int64_t> frames_read_{0};
  std::atomic<std::int64_t> frames_missing_{0};
  std::atomic<std::int64_t> unusable_samples_{0};
};

}  // namespace airmark::realtime
