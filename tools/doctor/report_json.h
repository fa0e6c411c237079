#pragma once

#include <span>
#include <string>

#include "tools/doctor/finding.h"

namespace airmark::tools {

/// One object for programs, by config/doctor.schema.json. `version` is that of airmark.
std::string report_json(std::span<const Finding> findings, const std::string& version);

}  // namespace airmark::tools
