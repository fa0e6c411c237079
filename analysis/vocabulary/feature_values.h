#pragma once

#include <optional>
#include <vector>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark {

/// True where the window was measured by this set: mir103 and embedding45 are measured where they
/// were asked for, loudness where something was loud enough.
bool has_set(const WindowAnalysis& analysis, FeatureSet set) noexcept;

/// One value per row of feature_specs(set); those that are absent are empty, which are all of a set
/// that the window does not have.
std::vector<std::optional<double>> feature_values(const WindowAnalysis& analysis, FeatureSet set);

}  // namespace airmark
