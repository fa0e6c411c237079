#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/analysis_pipeline.h"
#include "tools/common/settings.h"

namespace airmark::tools {

/// How `section` ("live", "tag") cuts a stream. An interval of 0 is as long as the window, so that
/// a changed window alone leaves nothing unheard.
analysis::WindowPlan window_plan(const Settings& settings, std::string_view section);

/// What a plan with gaps leaves out; empty where everything is heard.
std::optional<std::string> unheard_part(const analysis::WindowPlan& plan);

/// window_plan() for a command that is about to run: tells the person of gaps.
analysis::WindowPlan announced_window_plan(const Settings& settings, std::string_view section);

}  // namespace airmark::tools
