#pragma once

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// Puts a window into words. See analysis/describe/README.md for every word and its limits.
Description describe(const WindowAnalysis& analysis);

}  // namespace airmark::analysis
