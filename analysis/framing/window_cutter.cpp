#include "analysis/framing/window_cutter.h"

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

void WindowCutter::begin(std::int64_t first_frame) noexcept {
  first_frame_ = next_frame_ = reported_frame_ = first_frame;
}

std::optional<StreamSpan> WindowCutter::next(std::int64_t end_frame) noexcept {
  const bool may_stay_whole =
      in_first_stretch_ && end_frame - first_frame_ <= config_.keep_whole_frames;
  if (may_stay_whole || end_frame - next_frame_ < config_.window_frames) return std::nullopt;
  return take(config_.window_frames);
}

std::optional<StreamSpan> WindowCutter::finish(std::int64_t end_frame, bool stream_ends) noexcept {
  if (end_frame > first_frame_) in_first_stretch_ = false;
  const std::int64_t frame_count = end_frame - next_frame_;
  const bool is_only_one = stream_ends && !any_reported_;
  const bool is_long_enough =
      frame_count >= (is_only_one ? config_.fewest_frames : config_.shortest_frames);
  if (!is_long_enough || end_frame <= reported_frame_) return std::nullopt;
  return take(frame_count);
}

StreamSpan WindowCutter::take(std::int64_t frame_count) noexcept {
  const StreamSpan window{next_frame_, frame_count, static_cast<double>(kAnalysisRateHz)};
  next_frame_ += config_.interval_frames;
  reported_frame_ = window.end_frame();
  any_reported_ = true;
  return window;
}

}  // namespace airmark::analysis
