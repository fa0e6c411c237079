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

std::int64_t paid_calls(const CallCount& count);
/// What the calls are expected to cost, and at most.
double expected_usd(const PlannedModel& model, const CallCount& count);
double most_usd(const PlannedModel& model, const CallCount& count);

/// Beyond what so many calls cost at most: what the budget sets aside while they are under way.
double room_usd(const PlannedModel& model, const RunPlan& plan);

/// Rows for a person: how many calls, and what they need.
std::string call_rows(const PlannedModel& model, const CallCount& count);

/// For a person, without a newline at the end; or one line of JSON.
std::string run_plan_text(const PlannedModel& model, const RunPlan& plan);
std::string run_plan_json(const PlannedModel& model, const RunPlan& plan);

}  // namespace airmark::tools
