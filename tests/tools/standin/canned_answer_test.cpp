#include "tools/standin/canned_answer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "llm/prompt/answer_schema.h"
#include "llm/reply/reply_parser.h"
#include "tests/tools/standin/made_up_models.h"
#include "tools/standin/schema_filling.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> kGenres{"blues", "jazz", "metal", "rock"};
constexpr const char* kHeld = "maker.held-v1";
constexpr const char* kPlain = "maker.plain-v1:0";

const llm::ModelEntry& model(std::string_view id) {
  return *std::ranges::find(made_up_models().entries(), id, &llm::ModelEntry::id);
}

ModelAsk ask_about(const std::string& music) {
  ModelAsk ask;
  ask.text = "Exactly one of: \"blues\", \"jazz\", \"metal\", \"rock\"\n" + music;
  return ask;
}

CannedAnswer answered(const ModelAsk& ask, std::string_view id = kHeld,
                      std::optional<Mishap> mishap = {}) {
  return canned_answer(ask, model(id), std::nullopt, mishap);
}

TEST(CannedAnswer, SaysThatItIsCanned) {
  const auto reply = llm::parse_reply(answered(ask_about("a")).text, kGenres);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply.value().form, llm::ReplyForm::Json);
  EXPECT_TRUE(reply.value().reasoning.starts_with("Canned answer of airmark's stand-in"));
}

TEST(CannedAnswer, IsTheSameForTheSameQuestion) {
  EXPECT_EQ(answered(ask_about("a")).text, answered(ask_about("a")).text);
}

TEST(CannedAnswer, NamesEachGenreOfTheListForSomeMusic) {
  std::set<std::string> named;
  for (int n = 0; n < 100; ++n) {
    const auto reply =
        llm::parse_reply(answered(ask_about("music " + std::to_string(n))).text, kGenres);
    ASSERT_TRUE(reply);
    named.insert(reply.value().tags.front().tag);
  }
  EXPECT_EQ(named.size(), kGenres.size());
}

TEST(CannedAnswer, KeepsToASchemaAndNamesAnotherGenreAsAlternative) {
  ModelAsk ask;
  ask.text = "no list in words";
  ask.schema = llm::answer_schema(kGenres);
  const Json json = Json::parse(answered(ask).text);
  EXPECT_THAT(kGenres, testing::Contains(json["genre"].get<std::string>()));
  EXPECT_NE(json["alternatives"][0]["genre"], json["genre"]);
  EXPECT_EQ(json.size(), 5U);
  EXPECT_LE(json["confidence"].get<double>() + json["alternatives"][0]["probability"].get<double>(),
            1.0);
}

TEST(CannedAnswer, CallsTheToolThatMustBeCalled) {
  ModelAsk ask;
  ask.has_tools = true;
  ask.forced_tool = "name_genre";
  ask.tool_schema = llm::answer_schema(kGenres);
  const CannedAnswer answer = answered(ask);
  EXPECT_EQ(answer.tool, "name_genre");
  EXPECT_EQ(answer.stop, StopReason::ToolUse);
  EXPECT_TRUE(Json::parse(answer.text).contains("genre"));
}

TEST(CannedAnswer, IsAPlainSentenceWhereThereIsNothingToChooseFrom) {
  ModelAsk ask;
  ask.text = "Hello!";
  EXPECT_EQ(answered(ask).text.find('{'), std::string::npos);
}

TEST(CannedAnswer, OfAModelWithoutAFormIsUntidyButReadable) {
  std::set<llm::ReplyForm> forms;
  bool fenced = false, escaped = false;
  for (int n = 0; n < 40; ++n) {
    const std::string text = answered(ask_about(std::to_string(n)), kPlain).text;
    fenced |= text.find("```json") != text.npos;
    escaped |= text.find("\\_") != text.npos;
    const auto reply = llm::parse_reply(text, kGenres);
    ASSERT_TRUE(reply) << text;
    forms.insert(reply.value().form);
  }
  EXPECT_TRUE(fenced);
  EXPECT_TRUE(escaped);
  EXPECT_EQ(forms, (std::set{llm::ReplyForm::Json, llm::ReplyForm::Repaired}));
}

TEST(CannedAnswer, CountsWhatWasReadAndSaid) {
  ModelAsk ask = ask_about("a");
  const int before = answered(ask).input_tokens;
  ask.system.assign(400, 's');
  const CannedAnswer answer = answered(ask);
  EXPECT_EQ(answer.input_tokens, before + 100);
  EXPECT_EQ(answer.output_tokens, static_cast<int>((answer.text.size() + 3) / 4));
}

TEST(CannedAnswer, StopsAtTheTokensAllowed) {
  ModelAsk ask = ask_about("a");
  ask.max_tokens = 10;
  const CannedAnswer answer = answered(ask);
  EXPECT_EQ(answer.text.size(), 40U);
  EXPECT_EQ(answer.output_tokens, 10);
  EXPECT_EQ(answer.stop, StopReason::MaxTokens);
}

TEST(CannedAnswer, IsWhatTheUserWantsItToBe) {
  const std::optional<std::string> fixed = "my own words";
  EXPECT_EQ(canned_answer(ask_about("a"), model(kPlain), fixed, {}).text, "my own words");
  ModelAsk short_one = ask_about("a");
  short_one.max_tokens = 1;
  const std::optional<std::string> accents = "caf\u00e9 noir";
  EXPECT_EQ(canned_answer(short_one, model(kPlain), accents, {}).text, "caf");
}

TEST(CannedAnswer, IsChangedByMishapsOfWords) {
  const CannedAnswer whole = answered(ask_about("a"));
  const CannedAnswer truncated = answered(ask_about("a"), kHeld, Mishap::Truncated);
  EXPECT_EQ(truncated.stop, StopReason::MaxTokens);
  EXPECT_TRUE(whole.text.starts_with(truncated.text));
  EXPECT_LT(truncated.text.size(), whole.text.size());

  const CannedAnswer prose = answered(ask_about("a"), kHeld, Mishap::Prose);
  EXPECT_EQ(prose.text.find('{'), std::string::npos);
  EXPECT_FALSE(llm::parse_reply(prose.text, kGenres));

  const CannedAnswer filtered = answered(ask_about("a"), kHeld, Mishap::ContentFiltered);
  EXPECT_EQ(filtered.text, "");
  EXPECT_EQ(filtered.stop, StopReason::ContentFiltered);
  EXPECT_EQ(answered(ask_about("a"), kHeld, Mishap::Guardrail).stop, StopReason::Guardrail);
  EXPECT_EQ(answered(ask_about("a"), kHeld, Mishap::Cut).text, whole.text);
}

TEST(SchemaFilling, MakesAValueOfEachType) {
  const Json json = Json::parse(filled_schema(
      R"({"type": "object", "properties": {
        "text": {"type": "string"}, "more": {"type": ["string", "null"]},
        "number": {"type": "number"}, "count": {"type": "integer"}, "yes": {"type": "boolean"},
        "fixed": {"const": 7}, "either": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "nothing": {"type": "null"}, "list": {"type": "array"}, "inner": {"properties": {}}}})",
      "said", 0));
  EXPECT_EQ(json, Json::parse(R"({"text": "said", "more": "said", "number": 0.62, "count": 1,
    "yes": true, "fixed": 7, "either": 1, "nothing": null, "list": ["said"], "inner": {}})"));
}

TEST(SchemaFilling, TakesEnumeratedValuesInTurn) {
  const std::string schema = R"({"properties": {"a": {"enum": ["x", "y", "z"]},
    "b": {"enum": ["x", "y", "z"]}}})";
  EXPECT_EQ(Json::parse(filled_schema(schema, "", 2)), Json::parse(R"({"a": "z", "b": "x"})"));
}

TEST(SchemaFilling, SurvivesAnySchema) {
  for (const char* schema : {"", "[]", "1", "{", R"({"type": []})", R"({"type": 3})",
                             R"({"enum": []})", R"({"anyOf": []})", R"({"properties": []})",
                             R"({"type": "array", "items": 3})", R"({"type": "other"})"})
    EXPECT_FALSE(Json::parse(filled_schema(schema, "", 0), nullptr, false).is_discarded());
  std::string deep;
  for (int n = 0; n < 10000; ++n) deep += "{\"type\": \"array\", \"items\": ";
  EXPECT_NE(filled_schema(deep + "1" + std::string(10000, '}'), "", 0), "");
}

}  // namespace
}  // namespace airmark::tools
