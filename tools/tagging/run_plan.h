#pragma once

#include <cstdint>
#include <string>

#include "tools/tagging/counting_model.h"
#include "tools/tagging/planned_model.h"

namespace airmark::tools {

/// Answers take about half of the tokens that the templates allow: 150 of 300.
inline constexpr double kExpectedOutputShare = 0.5;

/// What tagging certain files would cost, counted by a dry run. Retries are not in it.
struct RunPlan {
  std::int64_t windows = 0;
  std::int64_t calls_at_once = 1;
  CallCount count;
};

/// For a person, without a newline at the end; or one line of JSON.
std::string run_plan_text(const PlannedModel& model, const RunPlan& plan);
std::string run_plan_json(const PlannedModel& model, const RunPlan& plan);

}  // namespace airmark::tools
