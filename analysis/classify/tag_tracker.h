#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/tag_state.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Turns window after window into what a person is told: silence, unknown, music with a settled
/// tag, or the transition between two.
///
/// Method     probabilities are smoothed by stream time, not by number of calls; a tag is entered
///            above one threshold and left below a lower one (hysteresis) and holds for a minimum
///            dwell. Where other music begins, what was heard before is forgotten and the dwell is
///            over: the first window decides, if its tag leads the told one by the hysteresis; see
///            "Rules and tracking" in analysis/classify/README.md.
/// Threads    none inside; one instance belongs to one thread.
class TagTracker {
 public:
  struct Config {
    double enter_probability = 0.40;  ///< A tag must reach this to be told.
    double leave_probability = 0.25;  ///< Below this it is told no longer.
    double smoothing_s = 30.0;        ///< Time constant of forgetting.
    double dwell_s = 20.0;            ///< A told tag stays at least this long.

    /// For windows of another length than 30 s: forgets over one window, holds for two thirds of
    /// one, so that what is told moves as fast as the windows do.
    static Config for_windows_of(double window_s) noexcept;
  };

  explicit TagTracker(const Config& config);

  /// The state after this window. Windows come in stream order; one that ends before the last one
  /// did begins a new stream. A window of the same end as the last changes nothing.
  const TagState& update(const WindowAnalysis& analysis, const TagSet& tags);
  const TagState& state() const noexcept { return state_; }

 private:
  using Probabilities = std::map<std::string, double>;

  void forget();
  bool begins_other_music(const WindowAnalysis& analysis);
  void smooth(const StreamSpan& window, const Probabilities& newest);
  void watch(const std::string& rival, const StreamSpan& window);
  bool has_won(const std::string& rival, const StreamSpan& window) const;
  bool dwell_is_over(const StreamSpan& window) const;
  TagState settle(const StreamSpan& window, const Probabilities& newest);
  void enter(TagState next, const StreamSpan& window);

  Config config_;
  TagState state_;
  Probabilities smoothed_;       // Empty until the first audible window.
  std::string held_tag_;         // Told in Music, contested in Transition.
  std::int64_t end_frame_ = 0;   // Where the last window ended.
  std::int64_t told_frame_ = 0;  // Where the window ended that made held_tag_ be told.
  std::optional<std::int64_t>
      rival_lead_frame_;                      // Where the window ended since which one leads it.
  std::optional<std::int64_t> change_frame_;  // Where other music began last.
  bool at_change_ = false;                    // In the first window from there on.
};

}  // namespace airmark::analysis
