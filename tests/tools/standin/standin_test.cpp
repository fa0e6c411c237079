#include "tools/standin/standin.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "llm/aws/aws_time.h"
#include "tests/tools/standin/made_up_models.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

constexpr const char* kConverse = "/model/maker.plain-v1%3A0/converse";
const std::string kQuestion =
    R"({"messages": [{"role": "user", "content": [{"text": "\"jazz\", \"rock\"?"}]}]})";
const auto kNow = *llm::parse_time("2026-11-20T10:30:00Z");

class StandinAnswers : public testing::Test {
 protected:
  StandinReply ask(const std::string& method, const std::string& target,
                   const std::string& body = "") {
    return standin().answer(
        {method, target, {{"Authorization", "Bearer bedrock-api-key-EXAMPLE"}}, body});
  }

  Json calls() { return Json::parse(ask("GET", "/_standin/calls").http.body); }

  Standin& standin() {
    if (!standin_) {
      config.check.keys = KnownKeys::examples();
      standin_ = std::make_unique<Standin>(made_up_models(), config, [] { return kNow; });
    }
    return *standin_;
  }

  Standin::Config config;

 private:
  std::unique_ptr<Standin> standin_;
};

std::string type_of(const StandinReply& reply) {
  const std::string type(reply.http.header("x-amzn-errortype").value_or(""));
  return std::to_string(reply.http.status) + " " + type.substr(0, type.find(':'));
}

TEST_F(StandinAnswers, AQuestionWithAMarkedAnswer) {
  const StandinReply reply = ask("POST", kConverse, kQuestion);
  EXPECT_EQ(reply.http.status, 200);
  EXPECT_EQ(reply.http.header("x-airmark-standin"), "canned");
  EXPECT_EQ(reply.http.header("date"), "Fri, 20 Nov 2026 10:30:00 GMT");
  EXPECT_EQ(reply.http.header("x-amzn-requestid")->size(), 36U);
  const Json body = Json::parse(reply.http.body);
  EXPECT_THAT(body["output"]["message"]["content"][0]["text"], HasSubstr("Canned answer"));
  EXPECT_EQ(reply.http.header("x-amzn-bedrock-input-token-count"),
            std::to_string(body["usage"]["inputTokens"].get<int>()));
  EXPECT_EQ(reply.http.header("x-amzn-bedrock-output-token-count"),
            std::to_string(body["usage"]["outputTokens"].get<int>()));
}

TEST_F(StandinAnswers, BothInvokeModelAndConverseOfAModel) {
  const StandinReply reply =
      ask("POST", "/model/maker.plain-v1:0/invoke", R"({"prompt": "\"jazz\", \"rock\"?"})");
  EXPECT_THAT(Json::parse(reply.http.body)["outputs"][0]["text"], HasSubstr("Canned answer"));
  EXPECT_EQ(type_of(ask("POST", "/model/maker.tools-v1/invoke", "{}")), "400 ValidationException");
}

TEST_F(StandinAnswers, InOpenAisFormOnBothPaths) {
  const std::string body =
      R"({"model": "maker.tools-v1", "messages": [{"role": "user", "content": "a"}]})";
  for (const char* path : {"/v1/chat/completions", "/openai/v1/chat/completions"}) {
    const StandinReply reply = ask("POST", path, body);
    EXPECT_EQ(Json::parse(reply.http.body)["object"], "chat.completion");
  }
  const std::string other =
      R"({"model": "anything", "messages": [{"role": "user", "content": "a"}]})";
  EXPECT_EQ(ask("POST", "/v1/chat/completions", other).http.status, 200);
  const StandinReply refused = ask("POST", "/openai/v1/chat/completions", other);
  EXPECT_EQ(refused.http.status, 400);
  EXPECT_EQ(Json::parse(refused.http.body)["error"]["type"], "ValidationException");
  EXPECT_EQ(standin().answer({"POST", "/v1/chat/completions", {}, other}).http.status, 200);
}

TEST_F(StandinAnswers, WithTheListsOfModels) {
  const Json list = Json::parse(ask("GET", "/foundation-models").http.body)["modelSummaries"];
  ASSERT_EQ(list.size(), 4U);  // the dead one is gone
  EXPECT_EQ(list[0]["modelId"], "maker.plain-v1:0");
  EXPECT_EQ(list[0]["inferenceTypesSupported"][0], "ON_DEMAND");
  EXPECT_EQ(list[1]["inferenceTypesSupported"][0], "INFERENCE_PROFILE");
  EXPECT_EQ(list[3]["modelLifecycle"]["status"], "LEGACY");
  EXPECT_EQ(list[3]["modelLifecycle"]["endOfLifeTime"], "2027-01-01T00:00:00Z");
  EXPECT_EQ(Json::parse(ask("GET", "/v1/models").http.body)["data"][0]["id"], "maker.plain-v1:0");
}

TEST_F(StandinAnswers, WhetherAModelMayBeUsed) {
  const std::string path = "/foundation-model-availability/maker.held-v1";
  EXPECT_EQ(Json::parse(ask("GET", path).http.body)["authorizationStatus"], "AUTHORIZED");
  EXPECT_EQ(type_of(ask("GET", "/foundation-model-availability/none")), "400 ValidationException");
  ask("PUT", "/_standin/mishaps", R"([{"what": "no-access", "count": 1}, {"what": "legacy"}])");
  EXPECT_EQ(Json::parse(ask("GET", path).http.body)["authorizationStatus"], "NOT_AUTHORIZED");
  EXPECT_EQ(type_of(ask("GET", path)), "404 ResourceNotFoundException");
}

TEST_F(StandinAnswers, HowManyTokensWouldBeRead) {
  const std::string path = "/model/maker.plain-v1:0/count-tokens";
  const Json converse =
      Json::parse(ask("POST", path, R"({"input": {"converse": )" + kQuestion + "}}").http.body);
  EXPECT_EQ(converse["inputTokens"], 4);  // "jazz", "rock"? and an end of line: 16 bytes
  const std::string invoke = R"({"input": {"invokeModel": {"body": "eyJwcm9tcHQiOiJhYmNkZSJ9"}}})";
  EXPECT_EQ(Json::parse(ask("POST", path, invoke).http.body)["inputTokens"], 2);
  for (const char* wrong : {"", "{}", R"({"input": {"invokeModel": {"body": "%%"}}})"})
    EXPECT_EQ(type_of(ask("POST", path, wrong)), "400 ValidationException") << wrong;
  EXPECT_EQ(calls()["paid"], 0);
}

TEST_F(StandinAnswers, AnUnknownPathInXml) {
  for (const char* target : {"/", "/model/maker.plain-v1:0/converse-stream"}) {
    const StandinReply reply = ask("POST", target);
    EXPECT_EQ(type_of(reply), "404 UnknownOperationException");
    EXPECT_THAT(reply.http.body, HasSubstr("<UnknownOperationException/>"));
  }
}

TEST_F(StandinAnswers, NothingWithoutAKey) {
  EXPECT_EQ(type_of(standin().answer({"POST", kConverse, {}, kQuestion})),
            "403 MissingAuthenticationTokenException");
  EXPECT_EQ(calls()["paid"], 0);
}

TEST_F(StandinAnswers, WithAMishapOnlyWhereTheRequestIsRight) {
  config.mishaps.push_back(parse_mishap("throttled").value());
  EXPECT_EQ(type_of(ask("POST", kConverse, "{}")), "400 ValidationException");
  EXPECT_EQ(type_of(ask("POST", kConverse, kQuestion)), "429 ThrottlingException");
  EXPECT_EQ(calls()["mishaps"]["throttled"], 1);
}

TEST_F(StandinAnswers, WithAWaitThatTheClientIsAskedFor) {
  ask("PUT", "/_standin/mishaps", R"([{"what": "throttled", "retry_after_ms": 1200}])");
  EXPECT_EQ(ask("POST", kConverse, kQuestion).http.header("x-amz-retry-after"), "1200");
  const std::string body = R"({"model": "m", "messages": [{"role": "user", "content": "a"}]})";
  EXPECT_EQ(ask("POST", "/v1/chat/completions", body).http.header("retry-after"), "2");
}

TEST_F(StandinAnswers, ABottomlessBodyWithARefusal) {
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(type_of(ask("POST", kConverse, deep)), "400 ValidationException");
  EXPECT_EQ(ask("PUT", "/_standin/mishaps", deep).http.status, 400);
  EXPECT_EQ(type_of(ask("POST", kConverse, R"({"messages": [{"role": "user", "content": [{"text":
      "a"}]}], "toolConfig": )" + deep)),
            "400 ValidationException");
}

TEST_F(StandinAnswers, InWaysThatBreakTheReply) {
  config.slow = std::chrono::milliseconds(1234);
  ask("PUT", "/_standin/mishaps", R"([{"what": "slow", "count": 1}, {"what": "cut", "count": 1},
      {"what": "drop", "count": 1}, {"what": "garbage", "count": 1}])");
  const StandinReply cut = ask("POST", kConverse, kQuestion);
  EXPECT_EQ(cut.delay, std::chrono::milliseconds(1234));
  EXPECT_EQ(cut.ending, Ending::CutShort);
  EXPECT_EQ(ask("POST", kConverse, kQuestion).ending, Ending::NoReply);
  const StandinReply garbage = ask("POST", kConverse, kQuestion);
  EXPECT_EQ(garbage.http.status, 200);
  EXPECT_TRUE(Json::parse(garbage.http.body, nullptr, false).is_discarded());
  EXPECT_EQ(ask("POST", kConverse, kQuestion).ending, Ending::Whole);

  const Json counted = calls();
  EXPECT_EQ(counted["paid"], 3);  // all but the one that was dropped
  EXPECT_EQ(counted["by_status"]["none"], 1);
}

TEST_F(StandinAnswers, WithTheWordsOfTheUser) {
  config.answer = "my words";
  const StandinReply reply = ask("POST", kConverse, kQuestion);
  EXPECT_EQ(Json::parse(reply.http.body)["output"]["message"]["content"][0]["text"], "my words");
}

TEST_F(StandinAnswers, ByAClockThatMayBeWrong) {
  config.clock_offset = std::chrono::hours(1);
  EXPECT_EQ(ask("GET", "/_standin/calls").http.header("date"), "Fri, 20 Nov 2026 11:30:00 GMT");
}

TEST_F(StandinAnswers, AndCountsWhatWasEarned) {
  const Json body = Json::parse(ask("POST", kConverse, kQuestion).http.body);
  const std::int64_t input = body["usage"]["inputTokens"], output = body["usage"]["outputTokens"];
  const Json counted = calls();
  EXPECT_EQ(counted["spend_nano_usd"], input * 450 + output * 700);
  EXPECT_EQ(counted["by_model"]["maker.plain-v1:0"]["paid"], 1);
  EXPECT_EQ(counted["calls"], 1);  // control is not counted

  EXPECT_EQ(ask("POST", "/_standin/reset").http.status, 204);
  EXPECT_EQ(calls()["calls"], 0);
}

TEST_F(StandinAnswers, ToItsControl) {
  EXPECT_EQ(ask("PUT", "/_standin/mishaps", "nonsense").http.status, 400);
  EXPECT_EQ(ask("PUT", "/_standin/mishaps", R"([{"what": "unavailable"}])").http.status, 204);
  EXPECT_EQ(ask("POST", kConverse, kQuestion).http.status, 503);
  EXPECT_EQ(ask("DELETE", "/_standin/mishaps").http.status, 204);
  EXPECT_EQ(ask("POST", kConverse, kQuestion).http.status, 200);
}

TEST_F(StandinAnswers, AndSumsUpACallWithoutItsWordsOrKeys) {
  EXPECT_EQ(ask("POST", kConverse, kQuestion).summary, "POST Converse maker.plain-v1:0 200");
  EXPECT_EQ(ask("GET", "/nowhere?secret").summary, "GET UnknownOperation 404");
  EXPECT_EQ(ask("POST", "/model/a%0Ab/converse").summary, "POST Converse a b 400");
}

TEST(HttpDate, IsWrittenAsTheStandardHasIt) {
  EXPECT_EQ(http_date(*llm::parse_time("1994-11-06T08:49:37Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace airmark::tools
