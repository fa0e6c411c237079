#pragma once

#include <span>
#include <string>

#include "analysis/vocabulary/feature_table.h"

namespace airmark::tools {

// The feature table in four forms, each ending in a line break.

/// For a terminal: a heading per set, a line per value.
std::string feature_list_text(std::span<const FeatureSet> sets);

/// For programs: one JSON array of objects; a range without an end has null there.
std::string feature_list_json(std::span<const FeatureSet> sets);

/// For tables: set, name, unit, lowest, highest, meaning, source; a range without an end has an
/// empty field there.
std::string feature_list_csv(std::span<const FeatureSet> sets);

/// For readers: analysis/FEATURES.md.
std::string feature_list_markdown(std::span<const FeatureSet> sets);

}  // namespace airmark::tools
