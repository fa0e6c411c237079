#pragma once

#include <cstdint>
#include <optional>

#include "analysis/vocabulary/stream_time.h"

namespace airmark::analysis {

/// Where windows begin and end in a stream that is known up to some frame. Knows no audio.
///
/// Input      frames of the kAnalysisRateHz stream; a stretch is a part of it without a gap.
/// Output     windows in the order of their starts, each `interval_frames` after the one before.
/// Threads    none inside; one instance belongs to one thread.
class WindowCutter {
 public:
  struct Config {
    std::int64_t window_frames = 0;
    std::int64_t interval_frames = 0;  ///< Below window_frames they overlap, above there are gaps.
    std::int64_t keep_whole_frames = 0;  ///< A first stretch that ends by then is one window.
    std::int64_t shortest_frames = 0;    ///< Of the last, shorter window of a stretch.
    std::int64_t fewest_frames = 0;      ///< Of the only window of a stream.
  };

  explicit WindowCutter(const Config& config) : config_(config) {}

  /// A stretch begins; its first window starts there.
  void begin(std::int64_t first_frame) noexcept;

  /// The next window that is complete when the stretch is known up to `end_frame`; to be called
  /// until there is none.
  std::optional<StreamSpan> next(std::int64_t end_frame) noexcept;

  /// The stretch ends at `end_frame`: its last, shorter window, if that is long enough and holds
  /// something that no window held. `stream_ends`: no other stretch will follow.
  std::optional<StreamSpan> finish(std::int64_t end_frame, bool stream_ends) noexcept;

  /// No window to come needs anything before this frame.
  std::int64_t first_needed_frame() const noexcept { return next_frame_; }

 private:
  StreamSpan take(std::int64_t frame_count) noexcept;

  Config config_;
  std::int64_t first_frame_ = 0;     // of the stretch
  std::int64_t next_frame_ = 0;      // where the next window starts
  std::int64_t reported_frame_ = 0;  // end of the stretch's last window
  bool in_first_stretch_ = true;
  bool any_reported_ = false;
};

}  // namespace airmark::analysis
