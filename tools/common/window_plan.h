#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/analysis_pipeline.h"
#include "tools/common/settings.h"

namespace airmark::tools {

/// From this length on "auto" cuts windows at changes of music. Shorter ones seldom mix two tracks,
/// and waiting 9 s for certainty would be long for them.
inline constexpr double kShortestCutWindowS = 20.0;

/// A recording that is longer than a window by no more than this is one window: the published clips
/// of "30 seconds" last up to 30.7.
inline constexpr double kWholeMarginS = 1.0;

/// How `section` ("live", "tag") cuts a stream. An interval of 0 is as long as the window, so that
/// a changed window alone leaves nothing unheard.
analysis::WindowPlan window_plan(const Settings& settings, std::string_view section);

/// Seconds from window to window where they come as densely as they can: each change of music may
/// add one.
double least_interval_s(const analysis::WindowPlan& plan);

/// What a plan with gaps leaves out; empty where everything is heard.
std::optional<std::string> unheard_part(const analysis::WindowPlan& plan);

/// window_plan() for a command that is about to run: tells the person of gaps.
analysis::WindowPlan announced_window_plan(const Settings& settings, std::string_view section);

}  // namespace airmark::tools
