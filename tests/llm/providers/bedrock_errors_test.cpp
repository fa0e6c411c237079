#include "llm/providers/bedrock_errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "llm/providers/call_error.h"
#include "tests/llm/providers/bedrock_fixture.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using enum CallFailure;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::reply_of;
using Json = nlohmann::json;

constexpr const char* kHost = "bedrock-runtime.us-east-1.amazonaws.com";

ModelEntry haiku() { return testing::registered("claude_haiku"); }

CallError classified(const HttpReply& reply, const ModelEntry& model = haiku()) {
  return bedrock_error(reply, {kHost, "us-east-1", &model});
}

CallError said(int status, const std::string& type, const std::string& message) {
  return classified(reply_of(status, Json{{"message", message}}.dump(),
                             {{"x-amzn-ErrorType", type + ":http://internal.amazon.com/coral/"}}));
}

/// What each error of the catalogue means: message by message where it has some.
struct Meaning {
  const char* type;
  int status;
  const char* phrase;  ///< Of the message; empty where the catalogue has none.
  CallFailure failure;
  const char* mend;  ///< A part of the sentence.
};

constexpr Meaning kMeanings[] = {
    {"ThrottlingException", 429, "Too many tokens, please", Throttled, "ask less often"},
    {"ThrottlingException", 429, "Too many requests", Throttled, "Service Quotas"},
    {"ThrottlingException", 429, "per day", DailyQuota, "go on tomorrow"},
    {"ModelNotReadyException", 429, "not ready", Throttled, "try again in a minute"},
    {"ModelTimeoutException", 408, "timed out", TimedOut, "try again"},
    {"ModelErrorException", 424, "", BadReply, "try again"},
    {"ModelStreamErrorException", 424, "", ServerFault, "try again"},
    {"InternalServerException", 500, "unexpected error", ServerFault, "try again"},
    {"ServiceUnavailableException", 503, "unable to process", ServerFault, "try again"},
    {"ServiceUnavailableException", 503, "Too many connections", ServerFault, "try again"},
    {"(none)", 502, "", ServerFault, "try again"},
    {"(none)", 504, "", ServerFault, "try again"},
    {"ValidationException", 400, "identifier is invalid", WrongModel, "check the id"},
    {"ValidationException", 400, "on-demand throughput", WrongModel,
     "use \"us.anthropic.claude-haiku-4-5-20251001-v1:0\""},
    {"ValidationException", 400, "system messages", BadRequest, "takes_system_prompt"},
    {"ValidationException", 400, "cannot both be specified", BadRequest, "adds one on the way"},
    {"ValidationException", 400, "temperature is deprecated", BadRequest, "takes_temperature"},
    {"ValidationException", 400, "counting tokens", BadRequest, "cannot count tokens"},
    {"ValidationException", 400, "Operation not allowed", NoAccess, "AWS Support"},
    {"ValidationException", 400, "maximum tokens you requested", BadRequest, "output_tokens"},
    {"ValidationException", 400, "Malformed input request", BadRequest, "[top_k]"},
    {"ResourceNotFoundException", 404, "end of its life", WrongModel, "airmark models"},
    {"ResourceNotFoundException", 404, "as Legacy", WrongModel, "airmark models"},
    {"ResourceNotFoundException", 404, "use case details", NoAccess, "use-case form"},
    {"AccessDeniedException", 403, "access to the model", NoAccess, "request access"},
    {"AccessDeniedException", 403, "perform: bedrock:InvokeModel", NoAccess, "to an IAM policy"},
    {"AccessDeniedException", 403, "Marketplace", NoAccess, "aws-marketplace:Subscribe"},
    {"ServiceQuotaExceededException", 400, "", DailyQuota, "Service Quotas console"},
    {"ExpiredTokenException", 403, "is expired", ExpiredCredentials, "aws sso login"},
    {"UnrecognizedClientException", 403, "is invalid", NoAccess, "AWS_ACCESS_KEY_ID"},
    {"InvalidSignatureException", 403, "does not match", NoAccess, "AWS_SECRET_ACCESS_KEY"},
    {"InvalidSignatureException", 403, "Signature expired", ClockSkew, "behind"},
    {"InvalidSignatureException", 403, "not yet current", ClockSkew, "ahead"},
    {"MissingAuthenticationTokenException", 403, "Missing", NoAccess, "check the endpoint"},
    {"IncompleteSignatureException", 400, "", NoAccess, "proxy"},
    {"UnknownOperationException", 404, "<Unknown", BadRequest, "check the endpoint"},
};

/// A reply as the catalogue describes it.
HttpReply catalogued(const std::string& type, int status, const std::string& message) {
  if (type == "(none)") return reply_of(status, "<html><body>Bad Gateway</body></html>");
  HttpReply reply =
      reply_of(status, message.starts_with('<') ? message : Json{{"message", message}}.dump());
  if (!message.starts_with('<'))
    reply.headers = {{"x-amzn-ErrorType", type + ":http://internal.amazon.com/coral/com.amazon."}};
  return reply;
}

bool means(const Meaning& meaning, const Json& row, const std::string& message) {
  return row["type"] == meaning.type && row["status"] == meaning.status &&
         message.find(meaning.phrase) != message.npos && (*meaning.phrase != 0 || message.empty());
}

TEST(BedrockErrors, OfTheCatalogueHaveTheirMeaningEachAndASentenceThatMendsThem) {
  const Json catalogue = testing::vector_file("bedrock_errors.json");
  int checked = 0;
  for (const Json& row : catalogue["errors"])
    for (const std::string& message : row.value("messages", std::vector<std::string>{""})) {
      const std::string name = row["type"].get<std::string>() + ": " + message;
      const auto* meaning = std::ranges::find_if(
          kMeanings, [&](const Meaning& entry) { return means(entry, row, message); });
      ASSERT_NE(meaning, std::end(kMeanings)) << name;
      const CallError error = classified(catalogued(meaning->type, meaning->status, message));
      EXPECT_EQ(error.failure, meaning->failure) << name << "\n" << error.error.message;
      EXPECT_EQ(error.error.kind, kind_of(meaning->failure)) << name;
      EXPECT_EQ(error.status, meaning->status) << name;
      EXPECT_THAT(error.error.message, HasSubstr(meaning->mend)) << name;
      EXPECT_THAT(error.error.message, Not(HasSubstr("123456789012")));
      EXPECT_THAT(error.error.message, Not(HasSubstr("arn:")));
      EXPECT_THAT(error.error.message, Not(HasSubstr("{")));
      EXPECT_THAT(error.error.message, Not(MatchesRegex(".*[.\n].*[.]$")));
      ++checked;
    }
  EXPECT_EQ(checked, static_cast<int>(std::size(kMeanings)));
}

TEST(BedrockErrors, AreRetriedAsTheSdksDo) {
  const Json catalogue = testing::vector_file("bedrock_errors.json");
  for (const Json& row : catalogue["errors"]) {
    if (!row["sdk_retry"]) continue;
    const std::string message = row.contains("messages") ? row["messages"][0] : "";
    const CallFailure failure = classified(catalogued(row["type"], row["status"], message)).failure;
    EXPECT_TRUE(failure == Throttled || failure == ServerFault) << row["type"];
  }
}

TEST(BedrockErrors, TakeTheTypeFromWhereverItStands) {
  for (const HttpReply& reply :
       {reply_of(400, "{}", {{"X-AMZN-ERRORTYPE", "ThrottlingException:http://x/"}}),
        reply_of(400, R"({"__type":"com.amazon.coral.service#ThrottlingException"})"),
        reply_of(400, R"({"code":"ThrottlingException","Message":"slow"})"), reply_of(429, ""),
        reply_of(429, "<html>")})
    EXPECT_EQ(classified(reply).failure, Throttled) << reply.body;
}

TEST(BedrockErrors, WithoutATypeFollowTheStatus) {
  const std::pair<int, CallFailure> kExpected[] = {
      {301, BadRequest},  {400, BadRequest},  {401, NoAccess},    {403, NoAccess},
      {404, BadRequest},  {407, NoAccess},    {408, TimedOut},    {413, BadRequest},
      {418, BadRequest},  {429, Throttled},   {500, ServerFault}, {502, ServerFault},
      {503, ServerFault}, {504, ServerFault}, {529, ServerFault}, {101, BadReply}};
  for (const auto& [status, failure] : kExpected)
    for (const char* body : {"", "{}", "null", "[1]", "{\"message\":17}", "<html></html>"}) {
      const CallError error = classified(reply_of(status, body));
      EXPECT_EQ(error.failure, failure) << status << " " << body;
      EXPECT_THAT(error.error.message, HasSubstr(kHost)) << status;
    }
  EXPECT_THAT(classified(reply_of(400, "<html>proxy</html>")).error.message,
              HasSubstr("answers with a web page"));
}

TEST(BedrockErrors, TellARegionFromAKeyThatIsWrong) {
  const CallError error = classified(catalogued("InvalidSignatureException", 403,
                                                "Credential should be scoped to a valid region. "));
  EXPECT_EQ(error.failure, NoAccess);
  EXPECT_THAT(error.error.message, HasSubstr("another Region"));
}

TEST(BedrockErrors, KeepInMindWhatMayHaveBeenPaid) {
  for (const int status : {400, 403, 404, 424, 429, 500, 503})
    EXPECT_FALSE(classified(reply_of(status, "")).may_be_paid) << status;
  for (const int status : {408, 502, 504})
    EXPECT_TRUE(classified(reply_of(status, "")).may_be_paid) << status;
}

TEST(BedrockErrors, OfTheModelsOwnServerCountMore) {
  const auto failed = [](int original) {
    return classified(reply_of(424, Json{{"message", "x"}, {"originalStatusCode", original}}.dump(),
                               {{"x-amzn-ErrorType", "ModelErrorException"}}))
        .failure;
  };
  EXPECT_EQ(failed(429), Throttled);
  EXPECT_EQ(failed(503), ServerFault);
  EXPECT_EQ(failed(400), BadReply);
}

TEST(BedrockErrors, NameTheInferenceProfileOfTheRegion) {
  const auto hint = [](const std::string& region, const ModelEntry& model) {
    return bedrock_error(
               reply_of(400,
                        R"({"message":"Invocation with on-demand throughput isn’t supported."})"),
               {kHost, region, &model})
        .error.message;
  };
  const std::string id = "anthropic.claude-haiku-4-5-20251001-v1:0";
  for (const auto& [region, prefix] :
       std::vector<std::pair<std::string, std::string>>{{"us-west-2", "us"},
                                                        {"eu-central-1", "eu"},
                                                        {"ap-northeast-1", "jp"},
                                                        {"ap-southeast-2", "au"},
                                                        {"ap-south-1", "global"},
                                                        {"sa-east-1", "global"},
                                                        {"ca-central-1", "us"}})
    EXPECT_THAT(hint(region, haiku()), HasSubstr("use \"" + prefix + "." + id + "\"")) << region;
  const ModelEntry nova = testing::registered("nova_micro");
  EXPECT_THAT(hint("ap-northeast-1", nova), HasSubstr("use \"apac.amazon.nova-micro-v1:0\""));
  EXPECT_THAT(hint("sa-east-1", nova), HasSubstr("its profiles (us, eu, apac) do not serve"));
  EXPECT_THAT(hint("us-east-1", testing::registered("mixtral")),
              HasSubstr("look up the model's inference profile"));
}

TEST(BedrockErrors, NameTheSuccessorThatTheRegistryKnows) {
  ModelEntry old = haiku();
  old.successor = "claude_haiku_5";
  for (const char* message :
       {"This model version has reached the end of its life.",
        "Access denied. This Model is marked by provider as Legacy and you have not used it"})
    EXPECT_THAT(classified(reply_of(404, Json{{"message", message}}.dump()), old).error.message,
                HasSubstr("use \"claude_haiku_5\""));
}

TEST(BedrockErrors, NameTheRightThatIsMissing) {
  EXPECT_THAT(said(403, "AccessDeniedException",
                   "User: arn:aws:iam::123456789012:user/x is not authorized to perform: "
                   "bedrock:CallWithBearerToken on resource: *")
                  .error.message,
              HasSubstr("the right bedrock:CallWithBearerToken for"));
  EXPECT_THAT(said(403, "AccessDeniedException",
                   "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: "
                   "bedrock:InvokeModel on resource: x with an explicit deny in a policy")
                  .error.message,
              HasSubstr("forbids bedrock:InvokeModel"));
  EXPECT_THAT(
      said(403, "AccessDeniedException", "not authorized to perform: \"<b>evil").error.message,
      AllOf(HasSubstr("bedrock:InvokeModel"), Not(HasSubstr("evil"))));
}

TEST(BedrockErrors, SpeakOfTheApiKeyWhereOneWasSent) {
  for (const char* message : {"Authentication failed: Please make sure your API Key is valid.",
                              "Bearer Token has expired"})
    EXPECT_THAT(classified(reply_of(403, Json{{"Message", message}}.dump())).error.message,
                HasSubstr("AWS_BEARER_TOKEN_BEDROCK"));
}

TEST(BedrockErrors, QuoteOnlyWhatMayBeShown) {
  const auto quoted = [](const std::string& message) {
    return said(400, "ValidationException", message).error.message;
  };
  EXPECT_THAT(quoted("Value at 'x' failed"), HasSubstr("(\"Value at 'x' failed\")"));
  for (const std::string& secret :
       {std::string("for arn:aws:iam::1:user/me"), std::string("account 123456789012"),
        std::string("key AKIAIOSFODNN7EXAMPLE"), std::string("token ") + std::string(40, 'k'),
        std::string("see https://example.org"), std::string("mail me@example.org"),
        "long " + std::string(200, ' ') + "text"}) {
    EXPECT_THAT(quoted(secret), Not(HasSubstr("(\""))) << secret;
    EXPECT_THAT(quoted(secret), HasSubstr(kHost));
  }
  EXPECT_THAT(quoted("a\nb\x1b[31mc"), HasSubstr("a b [31mc"));
}

TEST(BedrockErrors, ShowAnArnByTheModelsName) {
  const std::string arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a";
  const ModelEntry profile = testing::registered(arn);
  const std::string message =
      classified(reply_of(400, R"({"message":"The provided model identifier is invalid."})"),
                 profile)
          .error.message;
  EXPECT_THAT(message, HasSubstr("application inference profile"));
  EXPECT_THAT(message, Not(HasSubstr("123456789012")));
}

TEST(BedrockErrors, CarryHowLongTheServiceAsksToWait) {
  const auto wait = [](const HttpHeaders& headers) {
    return classified(reply_of(429, "", headers)).retry_after;
  };
  EXPECT_EQ(wait({}), 0ms);
  EXPECT_EQ(wait({{"Retry-After", "7"}}), 7s);
  EXPECT_EQ(wait({{"x-amz-retry-after", "1500"}, {"retry-after", "7"}}), 1500ms);
  EXPECT_EQ(wait({{"Retry-After", "99999999999999999"}}), 24h);
  for (const char* nonsense :
       {"", "soon", "-1", "1.5", "Fri, 20 Nov 2026 10:30:00 GMT", "99999999999999999999999"})
    EXPECT_EQ(wait({{"Retry-After", nonsense}}), 0ms) << nonsense;
}

}  // namespace
}  // namespace airmark::llm
