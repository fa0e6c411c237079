#include "tools/commands/cache_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "llm/aws/aws_time.h"

namespace airmark::tools {
namespace {

CacheReport filled_report() {
  CacheReport report;
  report.cache_file = "/home/dj/.cache/airmark/replies.sqlite";
  report.cache_bytes = 1'234'567;
  const auto oldest = *llm::parse_time("2026-11-01T08:00:00Z");
  const auto newest = *llm::parse_time("2026-11-20T10:30:00Z");
  report.groups = {
      {"mistral.mixtral-8x7b-instruct-v0:1", "hybrid", 1, 152, 20, 0.16, 0.02105, oldest, newest},
      {"us.anthropic.claude-haiku-4-5-20251001-v1:0", "few-shot", 12, 1, 0, 0.0028, 0.0, newest,
       newest}};
  report.ledger_file = "/home/dj/.local/state/airmark/ledger.sqlite";
  report.last_hour = 12'500'000;
  report.last_day = 312'000'000;
  report.models = {{"mistral.mixtral-8x7b-instruct-v0:1", 160, 2, 320'000, 16'000, 165'200'000}};
  return report;
}

TEST(CacheReport, ShowsTwoTables) {
  EXPECT_EQ(
      cache_report_text(filled_report()),
      "Replies kept in /home/dj/.cache/airmark/replies.sqlite: 153 (1.2 MB)\n"
      "  model                                        strategy  version  replies  hits     paid   "
      "saved      oldest      newest\n"
      "  mistral.mixtral-8x7b-instruct-v0:1           hybrid          1      152    20    $0.16  "
      "$0.021  2026-11-01  2026-11-20\n"
      "  us.anthropic.claude-haiku-4-5-20251001-v1:0  few-shot       12        1     0  $0.0028   "
      "$0.00  2026-11-20  2026-11-20\n"
      "\n"
      "Spent, by the ledger /home/dj/.local/state/airmark/ledger.sqlite: $0.0125 in the last hour, "
      "$0.312 in the last 24 hours; in all:\n"
      "  model                               calls  unsettled  input tokens  output tokens    "
      "spent\n"
      "  mistral.mixtral-8x7b-instruct-v0:1    160          2        320000          16000  "
      "$0.1652\n");
}

TEST(CacheReport, SaysTheSameInJson) {
  const auto json = nlohmann::json::parse(cache_report_json(filled_report()));
  EXPECT_EQ(json["cache"]["file"], "/home/dj/.cache/airmark/replies.sqlite");
  EXPECT_EQ(json["cache"]["bytes"], 1'234'567);
  EXPECT_EQ(json["cache"]["replies"], 153);
  const auto& group = json["cache"]["groups"][0];
  EXPECT_EQ(group["model"], "mistral.mixtral-8x7b-instruct-v0:1");
  EXPECT_EQ(group["strategy"], "hybrid");
  EXPECT_EQ(group["prompt_version"], 1);
  EXPECT_EQ(group["replies"], 152);
  EXPECT_EQ(group["hits"], 20);
  EXPECT_DOUBLE_EQ(group["paid_usd"], 0.16);
  EXPECT_DOUBLE_EQ(group["saved_usd"], 0.02105);
  EXPECT_EQ(group["oldest"], "2026-11-01T08:00:00Z");
  EXPECT_EQ(group["newest"], "2026-11-20T10:30:00Z");
  EXPECT_DOUBLE_EQ(json["ledger"]["last_hour_usd"], 0.0125);
  EXPECT_DOUBLE_EQ(json["ledger"]["last_day_usd"], 0.312);
  const auto& model = json["ledger"]["models"][0];
  EXPECT_EQ(model["calls"], 160);
  EXPECT_EQ(model["unsettled_calls"], 2);
  EXPECT_EQ(model["input_tokens"], 320'000);
  EXPECT_EQ(model["output_tokens"], 16'000);
  EXPECT_DOUBLE_EQ(model["spent_usd"], 0.1652);
}

TEST(CacheReport, SaysThatNothingIsThereYet) {
  CacheReport report;
  report.cache_file = "/c";
  report.ledger_file = "/l";
  EXPECT_EQ(cache_report_text(report),
            "Replies kept in /c: 0 (no such file yet)\n\n"
            "Spent, by the ledger /l: $0.00 in the last hour, $0.00 in the last 24 hours\n");
  const auto json = nlohmann::json::parse(cache_report_json(report));
  EXPECT_TRUE(json["cache"]["groups"].is_array() && json["cache"]["groups"].empty());
}

}  // namespace
}  // namespace airmark::tools
