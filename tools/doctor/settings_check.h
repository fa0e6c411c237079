#pragma once

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// Which files the settings come from. What stands in them has been accepted by now: a fault there
/// ends the program before any check.
Finding check_settings(const Settings& settings);

}  // namespace airmark::tools
