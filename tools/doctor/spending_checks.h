#pragma once

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// Where spending is written down, whether it can be, and how it stands against the ceilings.
/// Creates nothing.
void check_ledger(const Settings& settings, const OnFinding& on_finding);

/// Where answers are kept, and how many there are. Creates nothing.
void check_reply_cache(const Settings& settings, const OnFinding& on_finding);

}  // namespace airmark::tools
