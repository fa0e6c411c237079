#pragma once

#include <span>

#include "analysis/rhythm/rhythm_meter.h"
#include "analysis/summary/window_features.h"
#include "analysis/summary/window_frames.h"
#include "analysis/timbre/timbre_meter.h"
#include "analysis/tonality/harmony.h"

namespace airmark::analysis {

/// What a listener would name of a window: rhythm, harmony and sound, in one row.
///
/// Memory     grows with the longest window seen; windows up to that length allocate nothing, if
///            `features` has room for kMostTempoCandidates.
/// Threads    none inside; one instance belongs to one thread.
class MusicalSummary {
 public:
  /// Fills the musical values, the key and the tempo candidates of `features`. Requires that
  /// `frames` measured `samples` last.
  void measure(std::span<const float> samples, const WindowFrames& frames,
               WindowFeatures& features);

 private:
  RhythmMeter rhythm_;
  HarmonyMeter harmony_;
  TimbreMeter timbre_;
};

}  // namespace airmark::analysis
