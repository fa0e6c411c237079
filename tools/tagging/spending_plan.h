#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "llm/policy/budget.h"
#include "tools/tagging/counting_model.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// Answers take about half of the tokens that the templates allow: 150 of 300.
inline constexpr double kExpectedOutputShare = 0.5;
/// A description in longer words than the sample's makes a prompt longer by this much at most.
inline constexpr double kLongestPromptRatio = 1.1;

/// Who would be asked, as both plans tell it.
struct PlannedModel {
  LlmChoice choice;
  llm::Ceilings ceilings;
  llm::Spending spent;  ///< By earlier runs.
};

/// What tagging certain files would cost, counted by a dry run. Retries are not in it.
struct RunPlan {
  std::int64_t windows = 0;
  CallCount count;
};
std::string run_plan_text(const PlannedModel& model, const RunPlan& plan);
std::string run_plan_json(const PlannedModel& model, const RunPlan& plan);

/// What a live feed would cost that asks as often as it may. Retries are not in it.
struct FeedPlan {
  double calls_per_hour = 0.0;
  double calls_per_day = 0.0;
  int input_tokens = 0;        ///< Of one call, at most.
  int most_output_tokens = 0;  ///< Likewise.
};
std::string feed_plan_text(const PlannedModel& model, const FeedPlan& plan);
std::string feed_plan_json(const PlannedModel& model, const FeedPlan& plan);

}  // namespace airmark::tools
