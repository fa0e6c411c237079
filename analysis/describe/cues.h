#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// A number computed from values of the window because it says more to a listener than they do.
struct DerivedCue {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::vector<std::string_view> sources;  ///< Names in the feature table.
};

/// level_dbfs, percussive_share, level_variation, … with the formula of each.
const std::vector<DerivedCue>& derived_cues();

/// Looks up one number of a window by its name: a derived cue, a field of Loudness or a value of
/// the feature table. Empty where it was not measured: no tempo (0 BPM), no loudness, no level to
/// refer to, or a value that is not a number.
std::optional<Evidence> find_cue(const WindowAnalysis& analysis, std::string_view name);

/// The number and its unit as a person reads them ("112 BPM", "-14.2 LUFS", "0.34"); the decimals
/// depend on the unit alone and never on the locale.
std::string number_text(const Evidence& evidence);

}  // namespace airmark::analysis
