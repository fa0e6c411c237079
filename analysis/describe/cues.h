#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Looks up one number of a window by its name: a derived cue, a value of the feature tables or a
/// field of Loudness. Empty where it was not measured: no beat, no loudness, no level to refer to,
/// or a value that is not a number.
std::optional<Evidence> find_cue(const WindowAnalysis& analysis, std::string_view name);

/// The number and its unit as a person reads them ("112 BPM", "-14.2 LUFS", "0.34"); the decimals
/// depend on the unit alone and never on the locale.
std::string number_text(const Evidence& evidence);

/// The number alone, with the decimals of its unit.
std::string plain_number_text(const Evidence& evidence);

}  // namespace airmark::analysis
