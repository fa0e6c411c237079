#include "tools/standin/call_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "llm/model_registry.h"
#include "tests/tools/standin/made_up_models.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

const llm::ModelEntry& model(std::string_view id) {
  return *std::ranges::find(made_up_models().entries(), id, &llm::ModelEntry::id);
}

TEST(CallCounts, PriceTokensInWholeBillionths) {
  EXPECT_EQ(price_nano_usd(model("maker.plain-v1:0"), {1000, 100}), 450'000 + 70'000);
  EXPECT_EQ(price_nano_usd(model("maker.held-v1"), {1, 1}), 1000 + 5000);
  EXPECT_EQ(price_nano_usd(model("maker.tools-v1"), {1000, 1000}), 0);
  EXPECT_EQ(price_nano_usd(model("maker.old-v1"), {1, 0}), 38);  // 37.5
}

TEST(CallCounts, PriceEveryBuiltInModelExactly) {
  const auto registry = llm::ModelRegistry::built_in();
  ASSERT_TRUE(registry);
  for (const auto& entry : registry.value().entries()) {
    const auto usd = llm::cost_usd(entry, 1'000'000, 1'000'000);
    if (!usd) continue;
    EXPECT_NEAR(static_cast<double>(price_nano_usd(entry, {1'000'000, 1'000'000})), *usd * 1e9, 0.5)
        << entry.id;
  }
}

TEST(CallCounts, TellCallsByOperationStatusAndModel) {
  CallCounts counts;
  counts.add("Converse", 200);
  counts.add("Converse", 429);
  counts.add("InvokeModel", 0);
  counts.add_paid(model("maker.held-v1"), {10, 2});
  counts.add_paid(model("maker.tools-v1"), {1, 1});
  const Json json = Json::parse(counts.json({{"throttled", 1}}));
  EXPECT_EQ(json["calls"], 3);
  EXPECT_EQ(json["answered"], 1);
  EXPECT_EQ(json["paid"], 2);
  EXPECT_EQ(json["input_tokens"], 11);
  EXPECT_EQ(json["output_tokens"], 3);
  EXPECT_EQ(json["spend_nano_usd"], 10 * 1000 + 2 * 5000);
  EXPECT_EQ(json["paid_without_price"], 1);
  EXPECT_EQ(json["by_operation"], Json::parse(R"({"Converse": 2, "InvokeModel": 1})"));
  EXPECT_EQ(json["by_status"], Json::parse(R"({"200": 1, "429": 1, "none": 1})"));
  EXPECT_EQ(json["by_model"]["maker.held-v1"]["spend_nano_usd"], 20000);
  EXPECT_EQ(json["mishaps"]["throttled"], 1);
}

TEST(CallCounts, BeginAtNothing) {
  const Json json = Json::parse(CallCounts().json({}));
  EXPECT_EQ(json["calls"], 0);
  EXPECT_EQ(json["by_model"], Json::object());
}

}  // namespace
}  // namespace airmark::tools
