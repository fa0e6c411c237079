#include "tools/tagging/run_plan.h"

#include <algorithm>
#include <cmath>

#include "tools/tagging/dollars.h"
#include "tools/tagging/plan_json.h"

namespace airmark::tools {
namespace {

std::array<CeilingShare, 3> shares_of(const PlannedModel& model, const RunPlan& plan) {
  const double most = most_usd(model, plan.count);  // it may all be within an hour
  return ceiling_shares(model, {most, most, most}, room_usd(model, plan));
}

/// How far a ceiling reaches, by what calls are expected to cost.
std::string reach(const CeilingShare& share, const PlannedModel& model, const RunPlan& plan) {
  if (share.spent_usd + plan.count.dearest_call_usd > share.ceiling_usd)
    return "not enough for one call; local tags only";
  const auto paid = static_cast<double>(paid_calls(plan.count));
  const double calls = share.left_usd() / expected_usd(model, plan.count) * paid;
  return "for about " + std::to_string(std::llround(std::clamp(calls, 1.0, paid))) + " of " +
         std::to_string(std::llround(paid)) + " calls; local tags for the other windows";
}

std::string calls_text(const CallCount& count) {
  if (count.calls == 0) return "none";
  const std::string cached = std::to_string(count.cached_calls);
  if (paid_calls(count) == 0) return "none: all " + cached + " answered before";
  return std::to_string(count.calls) +
         (count.cached_calls > 0 ? ", " + cached + " of them answered before" : "");
}

/// What the calls would need.
std::string need_rows(const PlannedModel& model, const CallCount& count) {
  if (paid_calls(count) == 0) return "";
  return plan_row("input tokens", "about " + std::to_string(count.input_tokens)) +
         plan_row("output tokens", "at most " + std::to_string(count.most_output_tokens)) +
         plan_row("cost", "about " + dollars(expected_usd(model, count)) + ", at most " +
                              dollars(most_usd(model, count))) +
         set_aside_row(count.dearest_call_usd);
}

}  // namespace

std::int64_t paid_calls(const CallCount& count) { return count.calls - count.cached_calls; }

double expected_usd(const PlannedModel& model, const CallCount& count) {
  return planned_cost_usd(model, static_cast<double>(count.input_tokens),
                          kExpectedOutputShare * static_cast<double>(count.most_output_tokens));
}

double most_usd(const PlannedModel& model, const CallCount& count) {
  return planned_cost_usd(model, static_cast<double>(count.input_tokens),
                          static_cast<double>(count.most_output_tokens));
}

double room_usd(const PlannedModel& model, const RunPlan& plan) {
  const std::int64_t paid = paid_calls(plan.count);
  if (paid == 0) return 0.0;
  const double call_usd = most_usd(model, plan.count) / static_cast<double>(paid);
  return static_cast<double>(std::min(plan.calls_at_once, paid)) *
         std::max(plan.count.dearest_call_usd - call_usd, 0.0);
}

std::string call_rows(const PlannedModel& model, const CallCount& count) {
  return plan_row("calls", calls_text(count)) + need_rows(model, count);
}

std::string run_plan_text(const PlannedModel& model, const RunPlan& plan) {
  std::string text = plan_heading(model) + plan_row("windows", std::to_string(plan.windows)) +
                     call_rows(model, plan.count);
  for (const CeilingShare& share : shares_of(model, plan))
    text += ceiling_row(share, share.is_enough() ? "" : reach(share, model, plan));
  text.pop_back();
  return text;
}

std::string run_plan_json(const PlannedModel& model, const RunPlan& plan) {
  const CallCount& count = plan.count;
  return plan_json(model,
                   {{"windows", static_cast<double>(plan.windows)},
                    {"calls", static_cast<double>(count.calls)},
                    {"cached_calls", static_cast<double>(count.cached_calls)},
                    {"input_tokens", static_cast<double>(count.input_tokens)},
                    {"most_output_tokens", static_cast<double>(count.most_output_tokens)},
                    {"expected_usd", expected_usd(model, count)},
                    {"most_usd", most_usd(model, count)},
                    {"set_aside_usd_per_call", count.dearest_call_usd}},
                   shares_of(model, plan));
}

}  // namespace airmark::tools
