#include "tools/tagging/run_plan.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tools/tagging/feed_plan.h"
#include "tools/tagging/sample_window.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// A dollar per million tokens in, two out.
PlannedModel model_with(const llm::Ceilings& ceilings, const llm::Spending& spent = {}) {
  LlmChoice choice;
  choice.provider = "bedrock";
  choice.model.id = "some.model";
  choice.model.input_usd_per_million = 1.0;
  choice.model.output_usd_per_million = 2.0;
  choice.strategy = "hybrid";
  return {choice, ceilings, spent};
}

constexpr CallCount kTenCalls{12, 2, 10'000, 3'000, 0.0016};

TEST(RunPlan, TellsTheCostExpectedAndAtMost) {
  const auto plan =
      nlohmann::json::parse(run_plan_json(model_with({1.0, 1.0, 5.0}), {14, 1, kTenCalls}));
  EXPECT_EQ(plan["windows"], 14);
  EXPECT_EQ(plan["calls"], 12);
  EXPECT_EQ(plan["cached_calls"], 2);
  EXPECT_DOUBLE_EQ(plan["expected_usd"], 0.013);  // 10,000 in, half of 3,000 out
  EXPECT_DOUBLE_EQ(plan["most_usd"], 0.016);
  for (const auto& ceiling : plan["ceilings"]) EXPECT_EQ(ceiling["enough"], true);
}

TEST(RunPlan, ReadsAsLinesForAPerson) {
  EXPECT_THAT(run_plan_text(model_with({1.0, 1.0, 5.0}), {14, 1, kTenCalls}),
              AllOf(HasSubstr("calls          12, 2 of them answered before\n"),
                    HasSubstr("about $0.013"), HasSubstr("at most $0.016"),
                    HasSubstr("$1.00 a run: enough"), HasSubstr("$1.00 an hour: enough")));
}

TEST(RunPlan, SaysHowFarACeilingReaches) {
  llm::Spending spent;
  spent.day_usd = 4.9935;
  const std::string text = run_plan_text(model_with({0.0065, 1.0, 5.0}, spent), {14, 1, kTenCalls});
  EXPECT_THAT(text, HasSubstr("a run: for about 5 of 10 calls"));
  EXPECT_THAT(text, HasSubstr("$5.00 a day, $4.9935 of it spent: for about 5 of 10 calls"));
}

TEST(RunPlan, SaysWhereACeilingHoldsNotOneCall) {
  llm::Spending spent;
  spent.day_usd = 4.999;
  EXPECT_THAT(run_plan_text(model_with({1.0, 1.0, 5.0}, spent), {14, 1, kTenCalls}),
              HasSubstr("$4.999 of it spent: not enough for one call; local tags only"));
  CallCount count = kTenCalls;
  count.dearest_call_usd = 0.005;  // room for four of these leaves less than a call
  EXPECT_THAT(run_plan_text(model_with({0.006, 1.0, 5.0}), {14, 4, count}),
              HasSubstr("a run: for about 1 of 10 calls"));
}

TEST(RunPlan, HasNoRowOfZerosWhereNothingIsAsked) {
  const PlannedModel model = model_with({1.0, 1.0, 5.0});
  const std::string cached = run_plan_text(model, {3, 1, {3, 3, 0, 0, 0.0}});
  EXPECT_THAT(cached, HasSubstr("calls          none: all 3 answered before\nceiling "));
  EXPECT_THAT(run_plan_text(model, {3, 1, {}}), HasSubstr("calls          none\nceiling "));
}

TEST(RunPlan, IsCoveredByAnyCeilingWhereAllIsAnsweredBefore) {
  llm::Spending spent;
  spent.day_usd = 9.0;
  const std::string text =
      run_plan_text(model_with({0.0, 0.0, 5.0}, spent), {3, 1, {3, 3, 0, 0, 0.0}});
  EXPECT_THAT(text, AllOf(HasSubstr("a run: enough"), HasSubstr("spent: enough")));
}

TEST(RunPlan, LeavesRoomForCallsWhoseCostIsNotKnown) {
  CallCount count = kTenCalls;
  count.dearest_call_usd = 0.0116;  // 0.01 more than a call costs at most
  const auto enough = [&](double run_usd, std::int64_t calls_at_once) -> bool {
    const PlannedModel model = model_with({run_usd, 1.0, 5.0});
    const auto plan = nlohmann::json::parse(run_plan_json(model, {14, calls_at_once, count}));
    return plan["ceilings"][0]["enough"];
  };
  EXPECT_FALSE(enough(0.025, 1));
  EXPECT_TRUE(enough(0.027, 1));
  EXPECT_FALSE(enough(0.027, 4));
  EXPECT_TRUE(enough(0.057, 4));
}

TEST(FeedPlan, TellsTheMostOfAnHourAndADay) {
  const FeedPlan plan{120, 2880, 1000, 300, 0.0016};
  const auto told = nlohmann::json::parse(feed_plan_json(model_with({1.0, 1.0, 5.0}), plan));
  EXPECT_DOUBLE_EQ(told["most_usd_per_call"], 0.0016);
  EXPECT_DOUBLE_EQ(told["most_usd_per_hour"], 0.192);
  EXPECT_DOUBLE_EQ(told["most_usd_per_day"], 4.608);
  EXPECT_EQ(told["ceilings"][0]["enough"], false);  // a run of a day
  EXPECT_EQ(told["ceilings"][1]["enough"], true);
  EXPECT_THAT(
      feed_plan_text(model_with({1.0, 1.0, 5.0}), plan),
      AllOf(HasSubstr("at most 120 an hour, 2880 a day"),
            HasSubstr("$1.00 a run: for 5 hours at least"), HasSubstr("$5.00 a day: enough")));
}

TEST(SampleWindow, MeasuresAsOrdinaryMusic) {
  const WindowAnalysis window = sample_window();
  EXPECT_NEAR(window.window.duration_s(), 30.0, 0.05);
  EXPECT_FALSE(is_silent(window));
  EXPECT_TRUE(window.loudness);
  EXPECT_NEAR(value_of(window.gtzan58, Gtzan58::Tempo), 120.0, 3.0);
}

}  // namespace
}  // namespace airmark::tools
