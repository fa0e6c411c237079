#include "analysis/framing/window_cutter.h"

#include <algorithm>
#include <cassert>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

WindowCutter::WindowCutter(const Config& config) : config_(config) { changes_.reserve(8); }

void WindowCutter::begin(std::int64_t first_frame) noexcept {
  first_frame_ = first_frame;
  changes_.clear();
  begin_section(first_frame, false);
}

void WindowCutter::begin_section(std::int64_t frame, bool is_change) noexcept {
  section_frame_ = next_frame_ = reported_frame_ = frame;
  section_is_change_ = is_change;
  const bool grows = is_change && config_.interval_frames < config_.window_frames;
  next_frames_ = config_.window_frames;
  if (!grows) return;
  const std::int64_t intervals =
      (config_.shortest_frames + config_.interval_frames - 1) / config_.interval_frames;
  next_frames_ = std::min(intervals * config_.interval_frames, config_.window_frames);
}

void WindowCutter::change(std::int64_t frame) {
  assert(frame > (changes_.empty() ? section_frame_ : changes_.back()));
  changes_.push_back(frame);
}

bool WindowCutter::may_stay_whole(std::int64_t end_frame) const noexcept {
  return in_first_stretch_ && end_frame - first_frame_ <= config_.keep_whole_frames;
}

std::optional<WindowCutter::Window> WindowCutter::next(std::int64_t end_frame,
                                                       std::int64_t settled_frame) noexcept {
  if (may_stay_whole(end_frame)) return std::nullopt;
  const std::int64_t settled = std::min(end_frame, settled_frame);
  while (true) {
    const std::int64_t limit = changes_.empty() ? settled : changes_.front();
    if (limit - next_frame_ >= next_frames_) return take(next_frames_);
    if (changes_.empty()) return std::nullopt;
    const auto rest = rest_before(limit, config_.shortest_frames);
    changes_.erase(changes_.begin());
    begin_section(limit, true);
    if (rest) return rest;
  }
}

std::optional<WindowCutter::Window> WindowCutter::finish(std::int64_t end_frame,
                                                         bool stream_ends) noexcept {
  if (end_frame > first_frame_) in_first_stretch_ = false;
  const bool is_only_one = stream_ends && !any_reported_;
  return rest_before(end_frame, is_only_one ? config_.fewest_frames : config_.shortest_frames);
}

std::optional<WindowCutter::Window> WindowCutter::rest_before(std::int64_t frame,
                                                              std::int64_t fewest) noexcept {
  const std::int64_t frame_count = frame - next_frame_;
  if (frame_count < fewest || frame <= reported_frame_) return std::nullopt;
  return take(frame_count);
}

WindowCutter::Window WindowCutter::take(std::int64_t frame_count) noexcept {
  const Window window{{next_frame_, frame_count, static_cast<double>(kAnalysisRateHz)},
                      section_is_change_ && next_frame_ == section_frame_};
  reported_frame_ = window.span.end_frame();
  any_reported_ = true;
  advance();
  return window;
}

void WindowCutter::advance() noexcept {
  if (next_frames_ < config_.window_frames)
    next_frames_ = std::min(next_frames_ + config_.interval_frames, config_.window_frames);
  else
    next_frame_ += config_.interval_frames;
}

StreamSpan WindowCutter::due() const noexcept {
  return {next_frame_, next_frames_, static_cast<double>(kAnalysisRateHz)};
}

std::int64_t WindowCutter::first_frame_behind_due() const noexcept {
  const std::int64_t interval = next_frames_ < config_.window_frames ? 0 : config_.interval_frames;
  const std::int64_t next = next_frame_ + interval;
  return changes_.empty() ? next : std::min(next, changes_.front());
}

std::int64_t WindowCutter::first_needed_frame(std::int64_t settled_frame) const noexcept {
  return changes_.empty() ? std::min(next_frame_, settled_frame)
                          : std::min(next_frame_, changes_.front());
}

}  // namespace airmark::analysis
