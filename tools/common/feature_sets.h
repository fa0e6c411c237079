#pragma once

#include <string_view>
#include <vector>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// The feature set called `name`; the error names those there are.
Result<FeatureSet> feature_set_of(std::string_view name);

/// The sets of a list with commas, "mir103,embedding45"; none for an empty text.
Result<std::vector<FeatureSet>> feature_sets_of(std::string_view list);

}  // namespace airmark::tools
