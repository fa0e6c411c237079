#pragma once

#include <vector>

#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/reports/run_comparison.h"

namespace airmark::tools {

/// What two evaluations were not asked alike, versions first, then songs, settings and models.
std::vector<OriginDifference> origin_differences(const EvaluationOrigin& first,
                                                 const EvaluationOrigin& second);

}  // namespace airmark::tools
