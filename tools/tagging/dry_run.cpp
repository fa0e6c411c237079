#include "tools/tagging/dry_run.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/describe/describer.h"
#include "llm/policy/budgeted_model.h"
#include "tools/tagging/llm_service.h"
#include "tools/tagging/prompt_probe.h"
#include "tools/tagging/sample_window.h"

namespace airmark::tools {
namespace {

constexpr double kHourS = 3600.0;
constexpr double kHoursOfADay = 24.0;

Result<PlannedModel> planned_model(const Settings& settings, LlmChoice choice) {
  if (const auto priced = require_price(choice); !priced) return priced.error();
  const auto spent = earlier_spending(settings);
  if (!spent) return spent.error();
  return PlannedModel{std::move(choice), ceilings(settings), spent.value()};
}

/// Windows in so many hours, and no more of them than the cascade's store of questions holds.
std::int64_t most_calls(const LlmChoice& choice, double interval_s, double hours) {
  const double windows = std::floor(hours * kHourS / interval_s);
  const double held = std::floor(llm::CascadeRules::for_station().most_per_hour * (hours + 1.0));
  return std::llround(choice.cascade ? std::min(windows, held) : windows);
}

}  // namespace

Result<std::unique_ptr<DryRun>> DryRun::open(const Settings& settings, LlmChoice choice,
                                             std::string_view section) {
  auto model = planned_model(settings, std::move(choice));
  if (!model) return model.error();
  auto cache = existing_reply_cache(settings);
  if (!cache) return cache.error();
  std::unique_ptr<DryRun> run(new DryRun());
  run->model_ = std::move(model).value();
  run->counter_ = std::make_shared<CountingModel>(
      run->model_.choice.model,
      CountingModel::Answers{settings.integer("llm.cache_replies") > 0, std::move(cache).value(),
                             service_name(settings, run->model_.choice)});
  auto kit = LlmKit::open_dry(settings, run->model_.choice, section, run->counter_);
  if (!kit) return kit.error();
  run->kit_ = std::move(kit).value();
  return run;
}

Result<std::unique_ptr<Tagger>> DryRun::make_tagger() const {
  return kit_->make_tagger([](const std::string&) {});
}

Result<FeedForecast> plan_feed(const Settings& settings, std::string_view key, double interval_s) {
  auto choice = choose_llm(settings, key);
  if (!choice) return choice.error();
  auto model = planned_model(settings, choice.value());
  if (!model) return model.error();
  const auto probe = PromptProbe::open(settings, choice.value(), "live");
  if (!probe) return probe.error();
  const WindowAnalysis sample = sample_window();
  const auto prompt = probe.value()->prompt_for(sample, analysis::describe(sample), {});
  if (!prompt) return prompt.error();
  FeedPlan plan;
  plan.calls_per_hour = most_calls(choice.value(), interval_s, 1.0);
  plan.calls_per_day = most_calls(choice.value(), interval_s, kHoursOfADay);
  const llm::Prompt& asked = prompt.value().value();
  plan.input_tokens =
      static_cast<int>(std::ceil(kLongestPromptRatio * llm::estimate_tokens(asked)));
  plan.most_output_tokens = asked.max_output_tokens;
  plan.set_aside_usd =
      kLongestPromptRatio * llm::most_a_call_costs_usd(choice.value().model, asked).value_or(0.0);
  return FeedForecast{std::move(model).value(), plan};
}

std::string free_of_charge_text(const std::string& tagger) {
  return "the tagger " + tagger + " asks no language model: nothing would be paid";
}

std::string free_of_charge_json(const std::string& tagger) {
  return nlohmann::ordered_json{{"tagger", tagger}, {"calls", 0}, {"most_usd", 0.0}}.dump();
}

}  // namespace airmark::tools
