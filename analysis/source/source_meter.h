#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/framing/audio_history.h"
#include "analysis/framing/source_piece.h"
#include "analysis/loudness/loudness_meter.h"
#include "analysis/stereo/stereo_image.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// What is measured of a window at the source's own rate and channels.
struct SourceMeasures {
  std::optional<Loudness> loudness;
  StereoImage stereo;
};

/// Measures a stretch of the source while its audio comes, so that no audio of it has to be kept.
///
/// Method     LoudnessMeter and StereoSums, piece by piece.
/// Invariant  the measures depend on the stretch alone: not on what lies around it, and not on how
///            far it was followed before they were asked for.
/// Memory     allocated for the first stretch of a length; of the source only what
///            lies behind first_needed_frame() is needed again.
/// Threads    none inside; one instance belongs to one thread.
class SourceMeter {
 public:
  SourceMeter(int sample_rate_hz, std::size_t channel_count);

  /// The most of a source that is needed again when it is followed to its end.
  static std::int64_t most_needed_frames(int sample_rate_hz) noexcept;

  /// A stretch begins, at this frame of the source.
  void begin(std::int64_t first_frame) noexcept;

  /// Follows the stretch up to `end_frame`. Requires that `source` holds what is needed.
  void follow(const AudioHistory& source, std::int64_t end_frame);

  /// The measures of the stretch if it ends at `end_frame`; it may be followed farther afterwards.
  /// Requires end_frame to be no earlier than it was followed to.
  SourceMeasures measure(const AudioHistory& source, std::int64_t end_frame);

  std::int64_t first_frame() const noexcept { return first_frame_; }

  /// Nothing of the source before this frame will be asked for.
  std::int64_t first_needed_frame() const noexcept;

 private:
  SourcePiece piece_up_to(const AudioHistory& source, std::int64_t end_frame);

  const std::int64_t piece_frames_;
  const std::int64_t past_frames_;
  LoudnessMeter loudness_;
  StereoSums stereo_;
  std::vector<const float*> channels_;
  std::int64_t first_frame_ = 0;
  std::int64_t next_frame_ = 0;  // of the next piece
};

}  // namespace airmark::analysis
