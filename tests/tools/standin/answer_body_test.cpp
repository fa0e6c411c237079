#include "tools/standin/answer_body.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

const CannedAnswer kText{"words", "", StopReason::Done, 10, 2};
const CannedAnswer kTool{R"({"genre": "jazz"})", "name_genre", StopReason::ToolUse, 10, 4};

CannedAnswer ended_by(StopReason stop) { return {"wor", "", stop, 10, 1}; }

TEST(AnswerBody, OfConverseHasTextUsageAndLatency) {
  const Json body = Json::parse(converse_answer(kText));
  EXPECT_EQ(body["output"]["message"]["role"], "assistant");
  EXPECT_EQ(body["output"]["message"]["content"][0]["text"], "words");
  EXPECT_EQ(body["stopReason"], "end_turn");
  EXPECT_EQ(body["usage"]["inputTokens"], 10);
  EXPECT_EQ(body["usage"]["outputTokens"], 2);
  EXPECT_EQ(body["usage"]["totalTokens"], 12);
  EXPECT_TRUE(body["metrics"]["latencyMs"].is_number());
}

TEST(AnswerBody, OfConverseHasTheToolsInput) {
  const Json block = Json::parse(converse_answer(kTool))["output"]["message"]["content"][0];
  EXPECT_EQ(block["toolUse"]["name"], "name_genre");
  EXPECT_EQ(block["toolUse"]["input"]["genre"], "jazz");
  EXPECT_TRUE(block["toolUse"]["toolUseId"].get<std::string>().starts_with("tooluse_"));
}

TEST(AnswerBody, HasAnEmptyInputWhereTheToolCallWasCutOff) {
  CannedAnswer cut = kTool;
  cut.text = R"({"genre": "ja)";
  cut.stop = StopReason::MaxTokens;
  const Json body = Json::parse(converse_answer(cut));
  EXPECT_EQ(body["output"]["message"]["content"][0]["toolUse"]["input"], Json::object());
  EXPECT_EQ(body["stopReason"], "max_tokens");
}

TEST(AnswerBody, OfMistralHasOneOutput) {
  const Json output = Json::parse(mistral_answer(kText))["outputs"][0];
  EXPECT_EQ(output["text"], "words");
  EXPECT_EQ(output["stop_reason"], "stop");
  EXPECT_EQ(
      Json::parse(mistral_answer(ended_by(StopReason::MaxTokens)))["outputs"][0]["stop_reason"],
      "length");
}

TEST(AnswerBody, OfClaudeHasBlocksAndUsage) {
  const Json body = Json::parse(claude_answer(kText, "id"));
  EXPECT_EQ(body["content"], Json::parse(R"([{"type": "text", "text": "words"}])"));
  EXPECT_EQ(body["stop_reason"], "end_turn");
  EXPECT_EQ(body["usage"], Json::parse(R"({"input_tokens": 10, "output_tokens": 2})"));
  const Json tool = Json::parse(claude_answer(kTool, "id"))["content"][0];
  EXPECT_EQ(tool["type"], "tool_use");
  EXPECT_EQ(tool["input"]["genre"], "jazz");
}

TEST(AnswerBody, OfAChatHasOneChoice) {
  const Json body = Json::parse(chat_answer(kText, "m", 1700000000));
  EXPECT_EQ(body["choices"][0]["message"]["content"], "words");
  EXPECT_EQ(body["choices"][0]["finish_reason"], "stop");
  EXPECT_EQ(body["model"], "m");
  EXPECT_EQ(body["usage"]["total_tokens"], 12);
}

TEST(AnswerBody, SaysInEachFormWhyTheAnswerEnded) {
  const CannedAnswer filtered = ended_by(StopReason::ContentFiltered);
  EXPECT_EQ(Json::parse(converse_answer(filtered))["stopReason"], "content_filtered");
  EXPECT_EQ(Json::parse(claude_answer(filtered, "id"))["stop_reason"], "refusal");
  EXPECT_EQ(Json::parse(chat_answer(filtered, "m", 0))["choices"][0]["finish_reason"],
            "content_filter");
  const CannedAnswer guarded = ended_by(StopReason::Guardrail);
  EXPECT_EQ(Json::parse(converse_answer(guarded))["stopReason"], "guardrail_intervened");
  EXPECT_EQ(Json::parse(claude_answer(guarded, "id"))["amazon-bedrock-guardrailAction"],
            "INTERVENED");
  EXPECT_EQ(Json::parse(mistral_answer(guarded))["amazon-bedrock-guardrailAction"], "INTERVENED");
}

TEST(AnswerBody, StaysJsonWhateverTheWords) {
  const CannedAnswer broken{"\xff\"\\\n", "", StopReason::Done, 1, 1};
  for (const std::string& body : {converse_answer(broken), mistral_answer(broken),
                                  claude_answer(broken, "\xff"), chat_answer(broken, "\xff", 0)})
    EXPECT_FALSE(Json::parse(body, nullptr, false).is_discarded());
}

}  // namespace
}  // namespace airmark::tools
