#include "llm/providers/bedrock_account.h"

#include <gmock/gmock.h>

#include "tests/llm/providers/bedrock_fixture.h"

namespace airmark::llm {
namespace {

using testing::BedrockStage;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::registered;
using testing::reply_of;

std::variant<ModelAccess, CallError> access(const std::string& model, const HttpReply& reply) {
  BedrockStage stage({reply});
  return model_access(*stage.client(), registered(model), {});
}

TEST(BedrockAccount, ListsTheModelsOfTheRegion) {
  BedrockStage stage({reply_of(200, R"({"modelSummaries":[
      {"modelId":"mistral.mixtral-8x7b-instruct-v0:1","inferenceTypesSupported":["ON_DEMAND"],
       "modelLifecycle":{"status":"ACTIVE"},"newField":{}},
      {"modelId":"anthropic.claude-old","inferenceTypesSupported":["INFERENCE_PROFILE"],
       "modelLifecycle":{"status":"LEGACY","endOfLifeTime":"2027-03-01T00:00:00Z"}},
      {"modelName":"without an id"},
      {"modelId":"x.bare"}],"newField":1})")});
  const auto listed = list_models(*stage.client(), {});
  ASSERT_TRUE(std::holds_alternative<std::vector<ListedModel>>(listed));
  const auto& models = std::get<std::vector<ListedModel>>(listed);
  ASSERT_EQ(models.size(), 3U);
  EXPECT_EQ(models[0].id, "mistral.mixtral-8x7b-instruct-v0:1");
  EXPECT_EQ(models[0].lifecycle, ModelLifecycle::Active);
  EXPECT_TRUE(models[0].on_demand);
  EXPECT_EQ(models[0].end_of_life, "");
  EXPECT_EQ(models[1].lifecycle, ModelLifecycle::Legacy);
  EXPECT_EQ(models[1].end_of_life, "2027-03-01");
  EXPECT_FALSE(models[1].on_demand);
  EXPECT_FALSE(models[2].on_demand);
  const HttpRequest request = stage.transport->requests().at(0);
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, "https://bedrock.us-east-1.amazonaws.com/foundation-models");
  EXPECT_EQ(request.body, "");
}

TEST(BedrockAccount, AsksAboutTheModelWithoutTheProfilesPrefix) {
  for (const char* model : {"claude_haiku", "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"
                            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                            "arn:aws:bedrock:us-east-1::foundation-model/"
                            "anthropic.claude-haiku-4-5-20251001-v1:0"}) {
    BedrockStage stage({reply_of(200, "{}")});
    (void)model_access(*stage.client(), registered(model), {});
    EXPECT_EQ(stage.transport->requests().at(0).url,
              "https://bedrock.us-east-1.amazonaws.com/foundation-model-availability/"
              "anthropic.claude-haiku-4-5-20251001-v1%3A0")
        << model;
  }
}

TEST(BedrockAccount, CannotAskAboutAnApplicationProfile) {
  const std::string arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a";
  const auto result = access(arn, reply_of(200, "{}"));
  EXPECT_EQ(std::get<CallError>(result).failure, CallFailure::BadRequest);
  EXPECT_THAT(std::get<CallError>(result).error.message, Not(HasSubstr("123456789012")));
}

TEST(BedrockAccount, SaysWhatStandsInTheWayOfAModelAndHowToMendIt) {
  const auto obstacle = [](const std::string& fields) -> std::string {
    const auto result = access("claude_haiku", reply_of(200, "{" + fields + "}"));
    if (!std::holds_alternative<ModelAccess>(result)) return "no answer";
    const auto& found = std::get<ModelAccess>(result);
    EXPECT_EQ(found.usable, found.obstacle.empty());
    return found.obstacle;
  };
  const std::string good = R"("authorizationStatus":"AUTHORIZED","modelId":"x","newField":[])";
  EXPECT_EQ(obstacle(good), "");
  EXPECT_EQ(
      obstacle(good + R"(,"regionAvailability":"AVAILABLE","entitlementAvailability":"AVAILABLE",
                             "agreementAvailability":{"status":"AVAILABLE"})"),
      "");
  EXPECT_THAT(obstacle(good + R"(,"regionAvailability":"NOT_AVAILABLE")"),
              HasSubstr("not offered in us-east-1"));
  EXPECT_THAT(obstacle(R"("authorizationStatus":"NOT_AUTHORIZED")"),
              HasSubstr("allow bedrock:InvokeModel"));
  EXPECT_THAT(obstacle(good + R"(,"agreementAvailability":{"status":"PENDING"})"),
              HasSubstr("in a few minutes"));
  for (const char* status : {"NOT_AVAILABLE", "ERROR"})
    EXPECT_THAT(obstacle(good + R"(,"agreementAvailability":{"status":")" + status + R"("})"),
                HasSubstr("accept it in the Bedrock console"));
  EXPECT_THAT(obstacle(good + R"(,"entitlementAvailability":"NOT_AVAILABLE")"),
              HasSubstr("request access"));
}

TEST(BedrockAccount, PassesOnWhyThereIsNoAnswer) {
  BedrockStage refused({reply_of(403, R"({"message":"User: arn:aws:iam::123456789012:user/x is not
      authorized to perform: bedrock:ListFoundationModels on resource: *"})",
                                 {{"x-amzn-ErrorType", "AccessDeniedException"}}),
                        reply_of(200, "")});
  const auto listed = list_models(*refused.client(), {});
  EXPECT_EQ(std::get<CallError>(listed).failure, CallFailure::NoAccess);
  for (const char* body : {"", "<html>", "{}", "[]", R"({"modelSummaries":7})"}) {
    BedrockStage stage({reply_of(200, body)});
    const CallError error = std::get<CallError>(list_models(*stage.client(), {}));
    EXPECT_EQ(error.failure, CallFailure::BadReply) << body;
    EXPECT_FALSE(error.may_be_paid);
    EXPECT_THAT(error.error.message, HasSubstr("bedrock.us-east-1.amazonaws.com"));
    EXPECT_TRUE(std::holds_alternative<CallError>(access("mixtral", reply_of(200, body))));
  }
}

TEST(BedrockAccount, NamesTheRightThatListingNeeds) {
  BedrockStage stage({reply_of(403,
                               R"({"message":"User: x is not authorized to perform: )"
                               R"(bedrock:ListFoundationModels on resource: *"})",
                               {{"x-amzn-ErrorType", "AccessDeniedException"}})});
  EXPECT_THAT(std::get<CallError>(list_models(*stage.client(), {})).error.message,
              HasSubstr("bedrock:ListFoundationModels"));
}

}  // namespace
}  // namespace airmark::llm
