#include <gmock/gmock.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "llm/aws/aws_time.h"
#include "tools/doctor/access_check.h"
#include "tools/doctor/bedrock_checks.h"
#include "tools/doctor/endpoint_checks.h"

namespace airmark::tools {
namespace {

using namespace std::chrono_literals;
using llm::HttpReply;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// 2026-11-20T10:30:00Z
const std::chrono::system_clock::time_point kNow = *llm::parse_time("2026-11-20T10:30:00Z");
constexpr const char* kModel = "mistral.mistral-large-3-675b-instruct";

HttpReply reply_of(int status, std::string body, std::string type = {}) {
  HttpReply reply{status, {{"Date", "Fri, 20 Nov 2026 10:30:00 GMT"}}, std::move(body)};
  if (!type.empty()) reply.headers.emplace_back("x-amzn-ErrorType", std::move(type));
  return reply;
}

/// Answers by the end of the path, and without the network.
class ScriptedTransport : public llm::HttpTransport {
 public:
  std::map<std::string, HttpReply> replies;

  Result<HttpReply> send(const llm::HttpRequest& request, std::stop_token) override {
    for (const auto& [part, reply] : replies)
      if (request.url.find(part) != std::string::npos) return reply;
    return Error{ErrorKind::Unavailable, "cannot connect to bedrock.example; check its port"};
  }
};

TEST(CheckClock, ForgivesAMinuteAndNoMore) {
  const HttpReply reply = reply_of(403, "");
  EXPECT_EQ(check_clock(reply, kNow).state, FindingState::Ok);
  EXPECT_EQ(check_clock(reply, kNow - 60s).state, FindingState::Ok);
  const Finding ahead = check_clock(reply, kNow + 400s);
  EXPECT_EQ(ahead.state, FindingState::Warning);
  EXPECT_THAT(ahead.found, HasSubstr("400 s ahead"));
  EXPECT_THAT(check_clock(reply, kNow - 61s).found, HasSubstr("61 s behind"));
}

TEST(CheckClock, IsSkippedWhereTheServerTellsNoTime) {
  EXPECT_EQ(check_clock(HttpReply{200, {}, ""}, kNow).state, FindingState::Skipped);
  EXPECT_EQ(check_clock(HttpReply{200, {{"Date", "today"}}, ""}, kNow).state,
            FindingState::Skipped);
}

TEST(CheckEndpoint, TakesAnyReplyForAnAnswer) {
  ScriptedTransport transport;
  transport.replies["https://"] = reply_of(403, "");
  std::vector<Finding> findings;
  llm::HttpRequest request;
  request.url = "https://bedrock.example/";
  const auto collect = [&](Finding finding) { findings.push_back(std::move(finding)); };
  EXPECT_TRUE(check_endpoint(transport, request, collect, {}));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].state, FindingState::Ok);
  EXPECT_THAT(findings[0].found, AllOf(HasSubstr("bedrock.example answers"), HasSubstr("TLS")));
}

TEST(CheckEndpoint, FailsWhereNoReplyComes) {
  ScriptedTransport transport;
  std::vector<Finding> findings;
  llm::HttpRequest request;
  request.url = "http://127.0.0.1:1/";
  const auto collect = [&](Finding finding) { findings.push_back(std::move(finding)); };
  EXPECT_FALSE(check_endpoint(transport, request, collect, {}));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].kind, ErrorKind::Unavailable);
  EXPECT_EQ(findings[0].remedy, "check its port");
  EXPECT_EQ(findings[1].state, FindingState::Skipped);
}

TEST(CheckIdentity, SaysWhichSourceWasUsedAndWhyNotTheOthersAndShowsNoKey) {
  llm::ResolvedIdentity identity;
  identity.identity = llm::AwsCredentials{"AKIDEXAMPLE", "secretsecret", "tokentoken", kNow + 1h};
  identity.source = "profile 'radio' in ~/.aws/credentials";
  identity.attempts = {{"AWS_BEARER_TOKEN_BEDROCK", "not set"}, {identity.source, "used"}};
  const Finding finding = check_identity(identity, kNow);
  EXPECT_EQ(finding.state, FindingState::Ok);
  EXPECT_THAT(finding.found,
              AllOf(HasSubstr("profile 'radio'"), HasSubstr("until 2026-11-20T11:30"),
                    HasSubstr("AWS_BEARER_TOKEN_BEDROCK (not set)")));
  for (const char* secret : {"AKID", "EXAMPLE", "secret", "tokentoken"})
    EXPECT_THAT(finding.found + finding.remedy, Not(HasSubstr(secret)));
}

TEST(CheckIdentity, WarnsOfKeysThatEndSoon) {
  llm::ResolvedIdentity identity;
  identity.identity = llm::AwsCredentials{"A", "B", "C", kNow + 14min};
  identity.source = "the environment";
  EXPECT_EQ(check_identity(identity, kNow).state, FindingState::Warning);
  identity.identity = llm::BearerToken{"ABSKsomething"};
  const Finding bearer = check_identity(identity, kNow);
  EXPECT_EQ(bearer.state, FindingState::Ok);
  EXPECT_THAT(bearer.found, Not(HasSubstr("ABSK")));
}

TEST(CheckIdentity, FailsAsTheChainDoes) {
  const Finding finding =
      check_identity(Error{ErrorKind::Refused, "no AWS credentials (…); set these"}, kNow);
  EXPECT_EQ(finding.kind, ErrorKind::Refused);
  EXPECT_EQ(finding.remedy, "set these");
}

/// A client of an account that is scripted.
class CheckAccess : public ::testing::Test {
 protected:
  CheckAccess() : transport_(std::make_shared<ScriptedTransport>()) {
    model_.id = kModel;
    model_.name = "Mistral Large 3";
    allow();
    list(R"({"modelSummaries":[{"modelId":"mistral.mistral-large-3-675b-instruct",)"
         R"("inferenceTypesSupported":["ON_DEMAND"],"modelLifecycle":{"status":"ACTIVE"}}]})");
  }

  void allow(const std::string& authorization = "AUTHORIZED") {
    transport_->replies["foundation-model-availability"] = reply_of(
        200, R"({"agreementAvailability":{"status":"AVAILABLE"},"authorizationStatus":")" +
                 authorization +
                 R"(","entitlementAvailability":"AVAILABLE","regionAvailability":"AVAILABLE"})");
  }
  void list(const std::string& body) {
    transport_->replies["/foundation-models"] = reply_of(200, body);
  }

  Finding check() {
    llm::AwsEnvironment environment;
    environment.variables = {{"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
                             {"AWS_SECRET_ACCESS_KEY", "secretsecret"}};
    llm::AwsPlace place;
    place.region = "us-east-1";
    place.endpoint = "https://bedrock-runtime.example";
    place.control_endpoint = "https://bedrock.example";
    llm::BedrockClient client(
        place, std::make_shared<llm::CredentialChain>(environment, std::nullopt), transport_, 1s);
    return check_access(client, model_, {});
  }

  std::shared_ptr<ScriptedTransport> transport_;
  llm::ModelEntry model_;
};

TEST_F(CheckAccess, IsFineWhereTheAccountMayUseAModelThatIsListed) {
  const Finding finding = check();
  EXPECT_EQ(finding.state, FindingState::Ok) << finding.found;
  EXPECT_THAT(finding.found, AllOf(HasSubstr(kModel), HasSubstr("us-east-1")));
}

TEST_F(CheckAccess, FailsWhereTheAccountMayNot) {
  allow("NOT_AUTHORIZED");
  const Finding finding = check();
  EXPECT_EQ(finding.kind, ErrorKind::Refused);
  EXPECT_THAT(finding.remedy, HasSubstr("bedrock:InvokeModel"));
}

TEST_F(CheckAccess, FailsWhereTheKeysAreWrong) {
  transport_->replies["foundation-model-availability"] =
      reply_of(403, R"({"message":"The security token included in the request is invalid."})",
               "UnrecognizedClientException");
  const Finding finding = check();
  EXPECT_EQ(finding.kind, ErrorKind::Refused);
  EXPECT_THAT(finding.remedy, HasSubstr("AWS_ACCESS_KEY_ID"));
}

TEST_F(CheckAccess, OnlyWarnsWhereTheUserMayAskModelsButNotAboutThem) {
  transport_->replies["foundation-model-availability"] = reply_of(
      403,
      R"({"message":"User: x is not authorized to perform: )"
      R"(bedrock:GetFoundationModelAvailability because no identity-based policy allows it"})",
      "AccessDeniedException");
  const Finding finding = check();
  EXPECT_EQ(finding.state, FindingState::Warning) << finding.found;
  EXPECT_THAT(finding.remedy, HasSubstr("--ask"));
}

TEST_F(CheckAccess, OnlyWarnsWhereTheHostThatTellsAboutModelsCannotBeReached) {
  transport_->replies.clear();
  const Finding finding = check();
  EXPECT_EQ(finding.state, FindingState::Warning) << finding.found;
  EXPECT_THAT(finding.found, HasSubstr("cannot connect"));
}

TEST_F(CheckAccess, StaysFineWhereOnlyTheListIsDenied) {
  transport_->replies["/foundation-models"] =
      reply_of(403, R"({"message":"no"})", "AccessDeniedException");
  EXPECT_EQ(check().state, FindingState::Ok);
}

TEST_F(CheckAccess, WarnsOfAModelThatIsOldOrNotListedOrToBeHadByProfileOnly) {
  const std::string head = R"({"modelSummaries":[{"modelId":")" + std::string(kModel) + R"(",)";
  list(head + R"("inferenceTypesSupported":["ON_DEMAND"],"modelLifecycle":{"status":"LEGACY",)"
              R"("endOfLifeTime":"2027-01-31T00:00:00Z"}}]})");
  const Finding old = check();
  EXPECT_EQ(old.state, FindingState::Warning);
  EXPECT_THAT(old.found, HasSubstr("2027-01-31"));

  list(R"({"modelSummaries":[]})");
  EXPECT_THAT(check().found, HasSubstr("us-east-1 does not list"));

  model_.inference_profiles = {"us"};
  list(head + R"("inferenceTypesSupported":["INFERENCE_PROFILE"],)"
              R"("modelLifecycle":{"status":"ACTIVE"}}]})");
  const Finding profile = check();
  EXPECT_EQ(profile.state, FindingState::Warning);
  EXPECT_THAT(profile.remedy, HasSubstr("us." + std::string(kModel)));
}

}  // namespace
}  // namespace airmark::tools
