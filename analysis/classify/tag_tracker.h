#pragma once

#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/tag_state.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Turns window after window into what a person is told: silence, unknown, music with a settled
/// tag, or the transition between two.
///
/// Method     probabilities are smoothed by stream time, not by number of calls; a tag is entered
///            above one threshold and left below a lower one (hysteresis) and holds for a minimum
///            dwell; see analysis/classify/README.md.
/// Threads    none inside; one instance belongs to one thread.
class TagTracker {
 public:
  struct Config {
    double enter_probability = 0.40;  ///< A tag must reach this to be told.
    double leave_probability = 0.25;  ///< Below this it is told no longer.
    double smoothing_s = 30.0;        ///< Time constant of forgetting.
    double dwell_s = 20.0;            ///< A told tag stays at least this long.
    double silent_ratio = 0.05;       ///< audible_ratio below this is silence.
  };

  explicit TagTracker(const Config& config);

  /// The state after this window. Windows come in stream order.
  const TagState& update(const WindowAnalysis& analysis, const TagSet& tags);
  const TagState& state() const noexcept { return state_; }

 private:
  Config config_;
  TagState state_;
};

}  // namespace airmark::analysis
