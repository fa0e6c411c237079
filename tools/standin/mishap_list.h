#pragma once

#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/standin/mishaps.h"

namespace airmark::tools {

/// Reads [{"what": "throttled", "rate": 0.5, "count": 3, "retry_after_ms": 200}, …], of which only
/// `what` must be there. BadData names the entry and what is wrong with it.
Result<std::vector<PlannedMishap>> read_mishap_list(const std::string& json);

}  // namespace airmark::tools
