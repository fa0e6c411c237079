#pragma once

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// The JACK server that `airmark live` would join, and what it would listen to there. Joins for a
/// moment, under the name airmark-doctor; never starts a server.
/// Input      `required`: no server is a failure and no mere warning.
void check_jack(const Settings& settings, bool required, const OnFinding& on_finding);

}  // namespace airmark::tools
