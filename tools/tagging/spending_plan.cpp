#include "tools/tagging/spending_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tools/tagging/dollars.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLabelWidth = 15;

std::string row(std::string label, const std::string& text) {
  label.resize(kLabelWidth, ' ');
  return label + text + '\n';
}

double cost(const PlannedModel& model, double input_tokens, double output_tokens) {
  constexpr double kMillion = 1e6;
  return (model.choice.model.input_usd_per_million.value_or(0.0) * input_tokens +
          model.choice.model.output_usd_per_million.value_or(0.0) * output_tokens) /
         kMillion;
}

/// A ceiling, what earlier runs have left of it, and what is planned under it.
struct Share {
  std::string_view name;
  double ceiling_usd;
  double spent_usd;
  double planned_usd;  ///< At most.

  bool is_enough() const { return planned_usd == 0.0 || spent_usd + planned_usd <= ceiling_usd; }
  double left_usd() const { return std::max(ceiling_usd - spent_usd, 0.0); }
};

std::array<Share, 3> shares(const PlannedModel& model, double run_usd, double hour_usd,
                            double day_usd) {
  return {Share{"run", model.ceilings.run_usd, 0.0, run_usd},
          Share{"hour", model.ceilings.hour_usd, model.spent.hour_usd, hour_usd},
          Share{"day", model.ceilings.day_usd, model.spent.day_usd, day_usd}};
}

std::string share_row(const Share& share, const std::string& where_not_enough) {
  std::string text = dollars(share.ceiling_usd) + (share.name == "hour" ? " an " : " a ");
  text += share.name;
  if (share.spent_usd > 0.0) text += ", " + dollars(share.spent_usd) + " of it spent";
  return row("ceiling", text + ": " + (share.is_enough() ? "enough" : where_not_enough));
}

Json share_json(const Share& share) {
  return {{"per", share.name},
          {"usd", share.ceiling_usd},
          {"spent_usd", share.spent_usd},
          {"enough", share.is_enough()}};
}

std::string who(const PlannedModel& model) {
  const LlmChoice& choice = model.choice;
  return row("tagger", (choice.cascade ? "cascade over " : "") + choice.provider) +
         row("model", choice.model.id) + row("strategy", choice.strategy);
}

Json who_json(const PlannedModel& model) {
  const LlmChoice& choice = model.choice;
  return {{"tagger", choice.cascade ? "cascade" : choice.provider},
          {"provider", choice.provider},
          {"model", choice.model.id},
          {"strategy", choice.strategy}};
}

struct RunCost {
  double expected_usd;
  double most_usd;
};

RunCost cost_of(const PlannedModel& model, const CallCount& count) {
  const auto input = static_cast<double>(count.input_tokens);
  const auto output = static_cast<double>(count.most_output_tokens);
  return {cost(model, input, kExpectedOutputShare * output), cost(model, input, output)};
}

/// How far a share reaches, by what a call is expected to cost.
std::string reach(const Share& share, const CallCount& count, double expected_usd) {
  const std::int64_t paid_calls = count.calls - count.cached_calls;
  const double calls = share.left_usd() / (expected_usd / static_cast<double>(paid_calls));
  return "for about " + std::to_string(std::llround(calls)) + " of " + std::to_string(paid_calls) +
         " calls; the other windows would be tagged locally";
}

std::string whole(double number) { return std::to_string(std::llround(number)); }

double most_usd_per_call(const PlannedModel& model, const FeedPlan& plan) {
  return cost(model, plan.input_tokens, plan.most_output_tokens);
}

std::array<Share, 3> feed_shares(const PlannedModel& model, const FeedPlan& plan) {
  const double call_usd = most_usd_per_call(model, plan);
  // A run has no end: a day of it stands for it.
  return shares(model, call_usd * plan.calls_per_day, call_usd * plan.calls_per_hour,
                call_usd * plan.calls_per_day);
}

std::string feed_reach(const Share& share, const PlannedModel& model, const FeedPlan& plan) {
  const double call_usd = most_usd_per_call(model, plan);
  const double calls = std::floor(share.left_usd() / call_usd);
  if (share.name != "run") return "for " + whole(calls) + " calls at least, then it waits for room";
  const double hours = calls / plan.calls_per_day * 24.0;
  return "for " + whole(std::floor(hours)) + " hours at least, then nobody is asked any more";
}

}  // namespace

std::string run_plan_text(const PlannedModel& model, const RunPlan& plan) {
  const CallCount& count = plan.count;
  const RunCost price = cost_of(model, count);
  std::string calls = std::to_string(count.calls);
  if (count.cached_calls > 0)
    calls += ", " + std::to_string(count.cached_calls) + " of them answered before";
  std::string text =
      who(model) + row("windows", std::to_string(plan.windows)) + row("calls", calls) +
      row("input tokens", "about " + std::to_string(count.input_tokens)) +
      row("output tokens", "at most " + std::to_string(count.most_output_tokens)) +
      row("cost", "about " + dollars(price.expected_usd) + ", at most " + dollars(price.most_usd));
  for (const Share& share : shares(model, price.most_usd, price.most_usd, price.most_usd))
    text += share_row(share, share.is_enough() ? "" : reach(share, count, price.expected_usd));
  text.pop_back();
  return text;
}

std::string run_plan_json(const PlannedModel& model, const RunPlan& plan) {
  const RunCost price = cost_of(model, plan.count);
  Json object = who_json(model);
  object["windows"] = plan.windows;
  object["calls"] = plan.count.calls;
  object["cached_calls"] = plan.count.cached_calls;
  object["input_tokens"] = plan.count.input_tokens;
  object["most_output_tokens"] = plan.count.most_output_tokens;
  object["expected_usd"] = price.expected_usd;
  object["most_usd"] = price.most_usd;
  for (const Share& share : shares(model, price.most_usd, price.most_usd, price.most_usd))
    object["ceilings"].push_back(share_json(share));
  return object.dump();
}

std::string feed_plan_text(const PlannedModel& model, const FeedPlan& plan) {
  const double call_usd = most_usd_per_call(model, plan);
  std::string text = who(model) +
                     row("calls", "at most " + whole(plan.calls_per_hour) + " an hour, " +
                                      whole(plan.calls_per_day) + " a day") +
                     row("tokens", "at most " + std::to_string(plan.input_tokens) + " in and " +
                                       std::to_string(plan.most_output_tokens) + " out a call") +
                     row("cost", "at most " + dollars(call_usd) + " a call, " +
                                     dollars(call_usd * plan.calls_per_hour) + " an hour, " +
                                     dollars(call_usd * plan.calls_per_day) + " a day");
  for (const Share& share : feed_shares(model, plan))
    text += share_row(share, share.is_enough() ? "" : feed_reach(share, model, plan));
  text.pop_back();
  return text;
}

std::string feed_plan_json(const PlannedModel& model, const FeedPlan& plan) {
  const double call_usd = most_usd_per_call(model, plan);
  Json object = who_json(model);
  object["calls_per_hour"] = plan.calls_per_hour;
  object["calls_per_day"] = plan.calls_per_day;
  object["input_tokens_per_call"] = plan.input_tokens;
  object["most_output_tokens_per_call"] = plan.most_output_tokens;
  object["most_usd_per_call"] = call_usd;
  object["most_usd_per_hour"] = call_usd * plan.calls_per_hour;
  object["most_usd_per_day"] = call_usd * plan.calls_per_day;
  for (const Share& share : feed_shares(model, plan))
    object["ceilings"].push_back(share_json(share));
  return object.dump();
}

}  // namespace airmark::tools
