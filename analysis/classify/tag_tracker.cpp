#include "analysis/classify/tag_tracker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace airmark::analysis {
namespace {

double seconds(std::int64_t frames) { return static_cast<double>(frames) / kAnalysisRateHz; }

double of(const std::map<std::string, double>& probabilities, const std::string& tag) {
  const auto found = probabilities.find(tag);
  return found == probabilities.end() ? 0.0 : found->second;
}

/// The most probable tag; the first by name of equals. Empty where there is none.
std::string leader(const std::map<std::string, double>& probabilities) {
  const auto most =
      std::ranges::max_element(probabilities, {}, [](const auto& entry) { return entry.second; });
  return most == probabilities.end() ? std::string() : most->first;
}

/// A tagger that trusts its answer less than its first score says is taken at its word: all scores
/// shrink in the same proportion. Confidence 0 means that none was given.
std::map<std::string, double> trusted(const TagSet& tags) {
  std::map<std::string, double> probabilities;
  if (tags.tags.empty()) return probabilities;
  const double first = tags.tags.front().probability;
  const bool doubted = tags.confidence > 0.0 && tags.confidence < first;
  for (const TagScore& score : tags.tags)
    probabilities[score.tag] =
        doubted ? score.probability * tags.confidence / first : score.probability;
  return probabilities;
}

}  // namespace

TagTracker::Config TagTracker::Config::for_windows_of(double window_s) noexcept {
  Config config;
  config.smoothing_s = window_s;
  config.dwell_s = window_s * 2.0 / 3.0;
  return config;
}

TagTracker::TagTracker(const Config& config) : config_(config) {}

const TagState& TagTracker::update(const WindowAnalysis& analysis, const TagSet& tags) {
  const StreamSpan& window = analysis.window;
  if (window.end_frame() == end_frame_) return state_;
  if (window.end_frame() < end_frame_) {
    forget();
    end_frame_ = window.first_frame;
    state_ = {AirState::Unknown, {}, 0.0, window.first_frame};
    change_frame_.reset();
  }
  at_change_ = begins_other_music(analysis);
  if (at_change_) smoothed_.clear();
  if (is_silent(analysis)) {
    forget();
    enter({AirState::Silence, {}, 0.0, 0}, window);
  } else {
    const Probabilities newest = trusted(tags);
    smooth(window, newest);
    enter(settle(window, newest), window);
  }
  end_frame_ = window.end_frame();
  return state_;
}

void TagTracker::forget() {
  smoothed_.clear();
  held_tag_.clear();
}

/// Of the windows that begin at a change, the first.
bool TagTracker::begins_other_music(const WindowAnalysis& analysis) {
  if (!analysis.starts_at_change || change_frame_ == analysis.window.first_frame) return false;
  change_frame_ = analysis.window.first_frame;
  return true;
}

/// Exponential forgetting: what was known fades with the stream time that passed, the newest
/// window takes its place. With nothing known, the newest window is taken whole.
void TagTracker::smooth(const StreamSpan& window, const Probabilities& newest) {
  const double passed_s = seconds(window.end_frame() - end_frame_);
  const double kept = smoothed_.empty() ? 0.0 : std::exp(-passed_s / config_.smoothing_s);
  for (auto& [tag, probability] : smoothed_) probability *= kept;
  for (const auto& [tag, probability] : newest) smoothed_[tag] += (1.0 - kept) * probability;
}

/// What was told before a change need not stay.
bool TagTracker::dwell_is_over(const StreamSpan& window) const {
  return (change_frame_ && *change_frame_ >= told_frame_) ||
         seconds(window.end_frame() - told_frame_) >= config_.dwell_s;
}

/// Notes since when a rival leads the held tag by the width of the hysteresis.
void TagTracker::watch(const std::string& rival, const StreamSpan& window) {
  const double margin = config_.enter_probability - config_.leave_probability;
  if (of(smoothed_, rival) < of(smoothed_, held_tag_) + margin)
    rival_lead_frame_.reset();
  else if (!rival_lead_frame_)
    rival_lead_frame_ = window.end_frame();
}

/// A rival wins when the held tag has faded, or by leading for a whole time constant: two tags that
/// both stay probable do not contest for ever. Where other music begins, leading is enough.
bool TagTracker::has_won(const std::string& rival, const StreamSpan& window) const {
  if (rival == held_tag_ || of(smoothed_, rival) < config_.enter_probability) return false;
  if (of(smoothed_, held_tag_) < config_.leave_probability) return true;
  if (!rival_lead_frame_) return false;
  return at_change_ || seconds(window.end_frame() - *rival_lead_frame_) >= config_.smoothing_s;
}

TagState TagTracker::settle(const StreamSpan& window, const Probabilities& newest) {
  const std::string best = leader(smoothed_);
  const auto music = [&](const std::string& tag) {
    return TagState{AirState::Music, tag, of(smoothed_, tag), 0};
  };
  const auto tell = [&](const std::string& tag) {
    held_tag_ = tag;
    told_frame_ = window.end_frame();
    rival_lead_frame_.reset();
    return music(tag);
  };

  if (held_tag_.empty()) {
    if (of(smoothed_, best) >= config_.enter_probability) return tell(best);
    return {AirState::Unknown, {}, 0.0, 0};
  }
  watch(best, window);
  if (!dwell_is_over(window)) return music(held_tag_);
  if (has_won(best, window)) return tell(best);

  const std::string newest_best = leader(newest);
  const bool disagrees = newest_best != held_tag_ &&
                         of(newest, newest_best) >= config_.enter_probability &&
                         of(newest, held_tag_) < config_.leave_probability;
  if (disagrees || rival_lead_frame_) return {AirState::Transition, {}, 0.0, 0};
  if (of(smoothed_, held_tag_) >= config_.leave_probability) return music(held_tag_);
  held_tag_.clear();
  return {AirState::Unknown, {}, 0.0, 0};
}

/// A state begins where the audio begins that only this window has heard.
void TagTracker::enter(TagState next, const StreamSpan& window) {
  const bool same = next.state == state_.state && next.tag == state_.tag;
  next.since_frame = same ? state_.since_frame : std::max(window.first_frame, end_frame_);
  state_ = std::move(next);
}

}  // namespace airmark::analysis
