#include "llm/providers/bedrock_client.h"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "tests/llm/providers/bedrock_fixture.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using testing::BedrockStage;
using ::testing::HasSubstr;
using testing::header_of;
using ::testing::Not;
using testing::reply_of;

const BedrockCall kCall{BedrockHost::Runtime, "POST", "/model/a%3A0/converse", "{}"};

HttpReply skewed(const std::string& date) {
  return reply_of(403, R"({"message":"Signature expired: 1 is now earlier than 2"})",
                  {{"x-amzn-errortype", "InvalidSignatureException"}, {"Date", date}});
}

HttpReply expired() {
  return reply_of(403, R"({"message":"The security token included in the request is expired"})",
                  {{"x-amzn-ErrorType", "ExpiredTokenException:http://internal.amazon.com/"}});
}

CallError error_of(const std::variant<HttpReply, CallError>& sent) {
  if (const auto* error = std::get_if<CallError>(&sent)) return *error;
  ADD_FAILURE() << "the call succeeded";
  return {};
}

/// The vectors of requests that go through the client: those to Bedrock's two hosts.
std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(AIRMARK_SOURCE_DIR "/tests/llm/vectors/sigv4/bedrock")) {
    const std::string name = entry.path().stem();
    if (!name.starts_with("s3-") && !name.starts_with("sts-")) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

class GoldenRequest : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenRequest, IsSentAsBotocoreSendsIt) {
  const auto vector = testing::vector_file("sigv4/bedrock/" + GetParam() + ".json");
  BedrockStage stage({reply_of(200, "{}")}, vector["region"]);
  if (vector["session_token"].is_string())
    stage.aws.environment.variables["AWS_SESSION_TOKEN"] = vector["session_token"];
  if (vector["signature"].is_null())
    stage.aws.environment.variables["AWS_BEARER_TOKEN_BEDROCK"] = "bedrock-api-key-EXAMPLE";

  BedrockCall call;
  const std::string url = vector["url"];
  const bool control = url.starts_with("https://bedrock.");
  const std::size_t path = std::min(
      {url.find("/model/"), url.find("/model-invocation-job"), url.find("/foundation-model")});
  std::optional<std::string> endpoint;
  if (!url.starts_with("https://bedrock")) endpoint = url.substr(0, path);
  call.host = control ? BedrockHost::Control : BedrockHost::Runtime;
  call.method = vector["method"];
  call.path = url.substr(path);
  call.body = vector["body_utf8"];
  for (const auto& [name, value] : vector["headers"].items())
    if (name == "Accept" || name.starts_with("X-Amzn-Bedrock"))
      call.headers.emplace_back(name, value);

  const auto sent = stage.client(endpoint)->send(call, {});
  ASSERT_TRUE(std::holds_alternative<HttpReply>(sent)) << error_of(sent).error.message;
  const HttpRequest request = stage.transport->requests().at(0);
  EXPECT_EQ(request.url, url);
  EXPECT_EQ(request.method, call.method);
  EXPECT_EQ(request.body, call.body);
  for (const char* name : {"Authorization", "X-Amz-Date", "X-Amz-Security-Token", "Accept"})
    EXPECT_EQ(header_of(request, name), vector["headers"].value(name, "")) << name;
  EXPECT_EQ(header_of(request, "Content-Type"), call.body.empty() ? "" : "application/json");
}

INSTANTIATE_TEST_SUITE_P(BedrockClient, GoldenRequest, ::testing::ValuesIn(golden_names()),
                         [](const auto& name) {
                           std::string text = name.param;
                           std::ranges::replace(text, '-', '_');
                           return text;
                         });

TEST(BedrockClient, GivesBackWhatSucceeded) {
  BedrockStage stage({reply_of(200, "{\"a\":1}")});
  const auto sent = stage.client()->send(kCall, {});
  ASSERT_TRUE(std::holds_alternative<HttpReply>(sent));
  EXPECT_EQ(std::get<HttpReply>(sent).body, "{\"a\":1}");
  EXPECT_EQ(stage.transport->requests().at(0).timeout, 30s);
}

TEST(BedrockClient, SetsItsClockByTheServersOnceAndKeepsIt) {
  BedrockStage stage({skewed("Fri, 20 Nov 2026 11:15:30 GMT"), reply_of(200, "{}")});
  const auto client = stage.client();
  ASSERT_TRUE(std::holds_alternative<HttpReply>(client->send(kCall, {})));
  stage.now += 1min;
  ASSERT_TRUE(std::holds_alternative<HttpReply>(client->send(kCall, {})));
  const auto requests = stage.transport->requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(header_of(requests[0], "X-Amz-Date"), "20261120T103000Z");
  EXPECT_EQ(header_of(requests[1], "X-Amz-Date"), "20261120T111530Z");
  EXPECT_EQ(header_of(requests[2], "X-Amz-Date"), "20261120T111630Z");
  EXPECT_NE(header_of(requests[1], "Authorization"), header_of(requests[0], "Authorization"));
}

TEST(BedrockClient, GivesUpOnAClockThatCannotBeMended) {
  BedrockStage again({skewed("Fri, 20 Nov 2026 11:15:30 GMT")});
  const CallError error = error_of(again.client()->send(kCall, {}));
  EXPECT_EQ(error.failure, CallFailure::ClockSkew);
  EXPECT_THAT(error.error.message, HasSubstr("clock"));
  EXPECT_EQ(again.transport->requests().size(), 2U);

  BedrockStage dateless({skewed("soon")});
  EXPECT_EQ(error_of(dateless.client()->send(kCall, {})).failure, CallFailure::ClockSkew);
  EXPECT_EQ(dateless.transport->requests().size(), 1U);
}

/// A credential_process that counts its runs and gives the keys K1, K2, …
class RenewableKeys : public BedrockStage {
 public:
  explicit RenewableKeys(std::vector<Result<HttpReply>> answers)
      : BedrockStage(std::move(answers)) {
    for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
      aws.environment.variables.erase(name);
    const std::string program = aws.write_program("keys", "echo x >> " + aws.path("runs") +
                                                              R"(
printf '{"Version":1,"AccessKeyId":"K%d","SecretAccessKey":"s","SessionToken":"t"}' )"
                                                              "$(wc -l < " +
                                                              aws.path("runs") + ")");
    aws.write_config("[default]\ncredential_process = " + program + "\n");
  }
  std::string key(std::size_t request) const {
    const std::string text = header_of(transport->requests().at(request), "Authorization");
    const std::size_t begin = text.find("Credential=") + 11;
    return text.substr(begin, text.find('/') - begin);
  }
};

TEST(BedrockClient, ReadsExpiredKeysAnewOnce) {
  RenewableKeys stage({expired(), reply_of(200, "{}")});
  ASSERT_TRUE(std::holds_alternative<HttpReply>(stage.client()->send(kCall, {})));
  EXPECT_EQ(stage.key(0), "K1");
  EXPECT_EQ(stage.key(1), "K2");

  RenewableKeys hopeless({expired()});
  const CallError error = error_of(hopeless.client()->send(kCall, {}));
  EXPECT_EQ(error.failure, CallFailure::ExpiredCredentials);
  EXPECT_EQ(hopeless.transport->requests().size(), 2U);
}

TEST(BedrockClient, MendsKeysAndClockInOneCall) {
  RenewableKeys stage(
      {expired(), skewed("Fri, 20 Nov 2026 11:15:30 GMT"), expired(), reply_of(200, "{}")});
  EXPECT_EQ(error_of(stage.client()->send(kCall, {})).failure, CallFailure::ExpiredCredentials);
  EXPECT_EQ(stage.transport->requests().size(), 3U);
  EXPECT_EQ(stage.key(2), "K2");
}

TEST(BedrockClient, SendsNothingWithoutCredentials) {
  BedrockStage stage({reply_of(200, "{}")});
  for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    stage.aws.environment.variables.erase(name);
  const CallError error = error_of(stage.client()->send(kCall, {}));
  EXPECT_EQ(error.failure, CallFailure::NoAccess);
  EXPECT_EQ(error.error.kind, ErrorKind::Refused);
  EXPECT_FALSE(error.may_be_paid);
  EXPECT_TRUE(stage.transport->requests().empty());
}

TEST(BedrockClient, TakesKeysThatDoNotComeInTimeForAFaultThatMayPass) {
  RenewableKeys stage({reply_of(200, "{}")});
  stage.aws.write_config(
      "[default]\ncredential_process = " + stage.aws.write_program("hang", "sleep 60") + "\n");
  stage.aws.environment.process_patience = 50ms;
  const CallError error = error_of(stage.client()->send(kCall, {}));
  EXPECT_EQ(error.failure, CallFailure::ServerFault);
  EXPECT_EQ(error.error.kind, ErrorKind::Timeout);
  EXPECT_THAT(error.error.message, HasSubstr("no AWS credentials: credential_process"));
  EXPECT_EQ(error.status, 0);
  EXPECT_FALSE(error.may_be_paid);
  EXPECT_TRUE(stage.transport->requests().empty());
}

TEST(BedrockClient, SaysWhatTheTransportsErrorsMean) {
  struct Case {
    ErrorKind kind;
    CallFailure failure;
    bool may_be_paid;
  };
  for (const Case& expected : {Case{ErrorKind::Unavailable, CallFailure::ServerFault, false},
                               Case{ErrorKind::InputOutput, CallFailure::ServerFault, true},
                               Case{ErrorKind::Timeout, CallFailure::TimedOut, true},
                               Case{ErrorKind::Refused, CallFailure::Stopped, true},
                               Case{ErrorKind::Internal, CallFailure::BadRequest, false}}) {
    BedrockStage stage({Error{expected.kind, "one sentence"}});
    const CallError error = error_of(stage.client()->send(kCall, {}));
    EXPECT_EQ(error.failure, expected.failure);
    EXPECT_EQ(error.may_be_paid, expected.may_be_paid);
    EXPECT_EQ(error.error.kind, expected.kind);
    EXPECT_EQ(error.error.message, "one sentence");
    EXPECT_EQ(error.status, 0);
  }
}

TEST(BedrockClient, StopsBeforeItSends) {
  BedrockStage stage({reply_of(200, "{}")});
  std::stop_source source;
  source.request_stop();
  const CallError error = error_of(stage.client()->send(kCall, source.get_token()));
  EXPECT_EQ(error.failure, CallFailure::Stopped);
  EXPECT_EQ(error.error.kind, ErrorKind::Refused);
  EXPECT_FALSE(error.may_be_paid);
  EXPECT_TRUE(stage.transport->requests().empty());
}

TEST(BedrockClient, NeverShowsASecret) {
  for (const int status : {400, 403, 500, 302}) {
    RenewableKeys stage({reply_of(status, R"({"message":"no, AKIDEXAMPLE wJalrXUtnFEMI"})")});
    stage.aws.environment.variables["AWS_BEARER_TOKEN_BEDROCK"] = "bedrock-api-key-EXAMPLE";
    const std::string message = error_of(stage.client()->send(kCall, {})).error.message;
    EXPECT_THAT(message, Not(HasSubstr("bedrock-api-key-EXAMPLE")));
    EXPECT_THAT(message, HasSubstr("bedrock-runtime.us-east-1.amazonaws.com"));
  }
}

TEST(BedrockClient, ServesManyThreadsAtOnce) {
  BedrockStage stage({skewed("Fri, 20 Nov 2026 11:15:30 GMT"), reply_of(200, "{}")});
  const auto client = stage.client();
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> callers;
    for (int thread = 0; thread < 8; ++thread)
      callers.emplace_back([&] {
        for (int call = 0; call < 25; ++call)
          right += std::holds_alternative<HttpReply>(client->send(kCall, {}));
      });
  }
  EXPECT_EQ(right, 200);
  EXPECT_EQ(stage.transport->requests().size(), 201U);
}

}  // namespace
}  // namespace airmark::llm
