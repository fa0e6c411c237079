#pragma once

#include <cstdint>
#include <string>

#include "tools/tagging/planned_model.h"

namespace airmark::tools {

/// What a live feed would cost that asks as often as it may. Retries are not in it.
struct FeedPlan {
  std::int64_t calls_per_hour = 0;
  std::int64_t calls_per_day = 0;
  int input_tokens = 0;        ///< Of one call, at most.
  int most_output_tokens = 0;  ///< Likewise.
  double set_aside_usd = 0.0;  ///< By the budget, for a call until its cost is known.
};

/// For a person, without a newline at the end; or one line of JSON.
std::string feed_plan_text(const PlannedModel& model, const FeedPlan& plan);
std::string feed_plan_json(const PlannedModel& model, const FeedPlan& plan);

}  // namespace airmark::tools
