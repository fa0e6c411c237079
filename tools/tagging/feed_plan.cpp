#include "tools/tagging/feed_plan.h"

#include <algorithm>
#include <cmath>

#include "tools/tagging/dollars.h"
#include "tools/tagging/plan_json.h"

namespace airmark::tools {
namespace {

double call_usd(const PlannedModel& model, const FeedPlan& plan) {
  return planned_cost_usd(model, plan.input_tokens, plan.most_output_tokens);
}

/// A feed has no end: a day stands for the run.
PlannedUsd planned_usd(const PlannedModel& model, const FeedPlan& plan) {
  const double day_usd = call_usd(model, plan) * static_cast<double>(plan.calls_per_day);
  const double hour_usd = call_usd(model, plan) * static_cast<double>(plan.calls_per_hour);
  return {day_usd, hour_usd, day_usd};
}

std::array<CeilingShare, 3> shares_of(const PlannedModel& model, const FeedPlan& plan) {
  const double room_usd = std::max(plan.set_aside_usd - call_usd(model, plan), 0.0);
  return ceiling_shares(model, planned_usd(model, plan), room_usd);
}

std::string length_text(double minutes) {
  constexpr double kFewMinutes = 120.0;
  if (minutes < kFewMinutes) return std::to_string(std::llround(minutes)) + " minutes";
  return std::to_string(std::llround(std::floor(minutes / 60.0))) + " hours";
}

std::string reach(const CeilingShare& share, const PlannedModel& model, const FeedPlan& plan) {
  const double calls = std::floor(share.left_usd() / call_usd(model, plan));
  if (share.per != "run")
    return "for " + std::to_string(std::llround(calls)) +
           " calls at least; then nobody is asked until there is room";
  const double minutes = std::floor(calls / static_cast<double>(plan.calls_per_day) * 24.0 * 60.0);
  return "for " + length_text(minutes) + " at least; then nobody is asked any more";
}

}  // namespace

std::string feed_plan_text(const PlannedModel& model, const FeedPlan& plan) {
  const PlannedUsd usd = planned_usd(model, plan);
  std::string text =
      plan_heading(model) +
      plan_row("calls", "at most " + std::to_string(plan.calls_per_hour) + " an hour, " +
                            std::to_string(plan.calls_per_day) + " a day") +
      plan_row("tokens", "at most " + std::to_string(plan.input_tokens) + " in and " +
                             std::to_string(plan.most_output_tokens) + " out a call") +
      plan_row("cost", "at most " + dollars(call_usd(model, plan)) + " a call, " +
                           dollars(usd.hour) + " an hour, " + dollars(usd.day) + " a day") +
      set_aside_row(plan.set_aside_usd);
  for (const CeilingShare& share : shares_of(model, plan))
    text += ceiling_row(share, share.is_enough() ? "" : reach(share, model, plan));
  text.pop_back();
  return text;
}

std::string feed_plan_json(const PlannedModel& model, const FeedPlan& plan) {
  const PlannedUsd usd = planned_usd(model, plan);
  return plan_json(model,
                   {{"calls_per_hour", static_cast<double>(plan.calls_per_hour)},
                    {"calls_per_day", static_cast<double>(plan.calls_per_day)},
                    {"input_tokens_per_call", static_cast<double>(plan.input_tokens)},
                    {"most_output_tokens_per_call", static_cast<double>(plan.most_output_tokens)},
                    {"most_usd_per_call", call_usd(model, plan)},
                    {"most_usd_per_hour", usd.hour},
                    {"most_usd_per_day", usd.day},
                    {"set_aside_usd_per_call", plan.set_aside_usd}},
                   shares_of(model, plan));
}

}  // namespace airmark::tools
