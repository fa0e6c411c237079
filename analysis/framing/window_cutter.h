#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/vocabulary/stream_time.h"

namespace airmark::analysis {

/// Where windows begin and end in a stream that is known up to some frame. Knows no audio.
///
/// Method     a stretch is a part of the stream without a gap; a section is a part of a stretch
///            without a change of music. Windows lie in one section each: they start with it and
///            then each `interval_frames` after the one before. Behind a change, windows that
///            overlap grow first: one each interval, from the change on, until they have their
///            length, so that the new music is known soon. A section that ends leaves one shorter
///            window, the next one due, if that is long enough and holds something that no window
///            held; shorter rests are dropped.
/// Input      frames of the kAnalysisRateHz stream.
/// Output     windows in the order of their ends, of equal ones in that of their starts.
/// Memory     of changes that wait grows where a first stretch may stay whole.
/// Threads    none inside; one instance belongs to one thread.
class WindowCutter {
 public:
  struct Config {
    std::int64_t window_frames = 0;
    std::int64_t interval_frames = 0;  ///< Below window_frames they overlap, above there are gaps.
    std::int64_t keep_whole_frames = 0;  ///< A first stretch that ends by then is one window.
    std::int64_t shortest_frames = 0;    ///< Of the last, shorter window of a section.
    std::int64_t fewest_frames = 0;      ///< Of the only window of a stream.
  };

  struct Window {
    StreamSpan span;
    bool starts_at_change = false;
  };

  explicit WindowCutter(const Config& config);

  /// A stretch begins; its first window starts there.
  void begin(std::int64_t first_frame) noexcept;

  /// Other music begins at `frame`. Requires one behind the stretch's start and behind the change
  /// before, and none before what next() was told to be settled.
  void change(std::int64_t frame);

  /// The next window that is complete when the stretch is known up to `end_frame` and all of its
  /// changes before `settled_frame` have been told; to be called until there is none.
  std::optional<Window> next(std::int64_t end_frame, std::int64_t settled_frame) noexcept;

  /// The stretch ends at `end_frame`: its last, shorter window. To be called when next() has no
  /// more for (end_frame, end_frame). `stream_ends`: no other stretch will follow.
  std::optional<Window> finish(std::int64_t end_frame, bool stream_ends) noexcept;

  /// The window that comes next unless its section or its stretch ends before it.
  StreamSpan due() const noexcept;

  /// No window behind that one begins before this frame, as far as is known.
  std::int64_t first_frame_behind_due() const noexcept;

  /// No window to come needs anything before this frame, if changes before `settled_frame` have
  /// been told.
  std::int64_t first_needed_frame(std::int64_t settled_frame) const noexcept;

 private:
  bool may_stay_whole(std::int64_t end_frame) const noexcept;
  Window take(std::int64_t frame_count) noexcept;
  std::optional<Window> rest_before(std::int64_t frame, std::int64_t fewest) noexcept;
  void begin_section(std::int64_t frame, bool is_change) noexcept;
  void advance() noexcept;

  Config config_;
  std::int64_t first_frame_ = 0;       // of the stretch
  std::int64_t section_frame_ = 0;     // where the section starts
  bool section_is_change_ = false;     // and not the stretch
  std::int64_t next_frame_ = 0;        // where the next window starts
  std::int64_t next_frames_ = 0;       // how long it shall be
  std::int64_t reported_frame_ = 0;    // end of the section's last window
  std::vector<std::int64_t> changes_;  // told, not reached; oldest first
  bool in_first_stretch_ = true;
  bool any_reported_ = false;
};

}  // namespace airmark::analysis
