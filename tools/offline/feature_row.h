#pragma once

#include <string>
#include <string_view>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

/// The first line of a table of one feature set: filename, a column per row of the set, label. That
/// of gtzan58 is the published table's.
std::string feature_header(FeatureSet set);

/// One row of it. Numbers are the shortest text that reads back to the same double; a value that is
/// absent leaves its field empty.
std::string feature_row(std::string_view file_name, const WindowAnalysis& analysis, FeatureSet set,
                        std::string_view label);

}  // namespace airmark::tools
