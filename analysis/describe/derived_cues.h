#pragma once

#include <string_view>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// A number computed from values of the window because it says more to a listener than they do.
struct DerivedCue {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::vector<std::string_view> sources;     ///< Names in the feature tables.
  double (*formula)(const WindowAnalysis&);  ///< Not a number where it does not exist.
};

/// level_dbfs, percussive_share, double_time_bpm, … with the formula of each.
const std::vector<DerivedCue>& derived_cues();

}  // namespace airmark::analysis
