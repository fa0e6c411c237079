#include "tools/standin/model_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "llm/prompt/answer_schema.h"
#include "tests/tools/standin/made_up_models.h"

namespace airmark::tools {
namespace {

std::string found(std::string_view id, bool base_ids_only = false) {
  const auto model = find_model(made_up_models(), id, base_ids_only);
  if (const auto* fault = std::get_if<Fault>(&model))
    return std::to_string(fault->status) + " " + fault->message;
  return std::get<llm::ModelEntry>(model).name + " as " + std::get<llm::ModelEntry>(model).id;
}

TEST(FindModel, KnowsPlainIdsProfilesAndArns) {
  EXPECT_EQ(found("maker.plain-v1:0"), "Plain as maker.plain-v1:0");
  EXPECT_EQ(found("us.maker.held-v1"), "Held as us.maker.held-v1");
  EXPECT_EQ(found("arn:aws:bedrock:us-east-1::foundation-model/maker.plain-v1:0"),
            "Plain as arn:aws:bedrock:us-east-1::foundation-model/maker.plain-v1:0");
  EXPECT_EQ(found("arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.maker.held-v1"),
            "Held as arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.maker.held-v1");
  EXPECT_EQ(found("arn:aws:bedrock:x:1:application-inference-profile/abc"),
            "application inference profile as "
            "arn:aws:bedrock:x:1:application-inference-profile/abc");
}

TEST(FindModel, KnowsNeitherAliasesNorWhatIsMadeUp) {
  for (const char* id : {"plain", "", "maker.plain-v1", "mars.maker.held-v1", "us.maker.plain-v1:0",
                         "us.us.maker.held-v1", "arn:aws:bedrock:x:1:inference-profile/nothing",
                         "arn:aws:bedrock:x::foundation-model/us.maker.held-v1"})
    EXPECT_EQ(found(id), "400 The provided model identifier is invalid.") << id;
}

TEST(FindModel, SendsABaseIdThatNeedsAProfileAway) {
  EXPECT_EQ(
      found("maker.held-v1"),
      "400 Invocation of model ID maker.held-v1 with on-demand throughput isn\u2019t "
      "supported. Retry your request with the ID or ARN of an inference profile that contains "
      "this model.");
}

TEST(FindModel, CountsTokensForBaseIdsOnly) {
  EXPECT_EQ(found("maker.held-v1", true), "Held as maker.held-v1");
  EXPECT_EQ(found("us.maker.held-v1", true),
            "400 The provided model doesn't support counting tokens.");
}

TEST(FindModel, BuriesTheDead) {
  EXPECT_TRUE(found("maker.dead-v1").starts_with("404 This model version has reached the end"));
  EXPECT_TRUE(found("us.maker.dead-v1").starts_with("404 This model version has reached the end"));
}

/// What the model of that id says to a request; "takes it" where it has no objection.
std::string objection_of(std::string_view id, const ModelAsk& ask) {
  const auto& entries = made_up_models().entries();
  const auto fault = objection(*std::ranges::find(entries, id, &llm::ModelEntry::id), ask);
  return fault ? fault->message : "takes it";
}

constexpr const char* kPlain = "maker.plain-v1:0";  // no system, no form, 4096 tokens
constexpr const char* kHeld = "maker.held-v1";      // schema; temperature or top_p
constexpr const char* kTools = "maker.tools-v1";    // tools; no sampling parameters

TEST(ModelRules, RefuseASystemPromptWhereThereIsNoPlaceForIt) {
  ModelAsk ask;
  ask.system = "You are …";
  EXPECT_TRUE(objection_of(kPlain, ask).starts_with("This model doesn't support system messages."));
  EXPECT_EQ(objection_of(kHeld, ask), "takes it");
}

TEST(ModelRules, RefuseToolsWhereTheModelKnowsNone) {
  ModelAsk ask;
  ask.has_tools = true;
  EXPECT_EQ(objection_of(kPlain, ask), "This model doesn't support tool use.");
  EXPECT_EQ(objection_of(kTools, ask), "takes it");
  EXPECT_EQ(objection_of(kHeld, ask), "takes it");
}

TEST(ModelRules, TakeASchemaOnlyWhereTheModelCanBeHeldToIt) {
  ModelAsk ask;
  ask.schema = llm::answer_schema({"jazz", "rock"});
  EXPECT_EQ(objection_of(kHeld, ask), "takes it");
  for (const char* id : {kPlain, kTools})
    EXPECT_NE(objection_of(id, ask).find("structured output is not supported"), std::string::npos);
  ask.schema = R"({"type": "object"})";
  EXPECT_NE(objection_of(kHeld, ask).find("additionalProperties"), std::string::npos);
}

TEST(ModelRules, LetALocalServerHaveAnySchema) {
  ModelAsk ask;
  ask.schema = R"({"type": "object"})";
  EXPECT_FALSE(objection(local_model("any"), ask));
}

TEST(ModelRules, RefuseTemperatureWithTopPWhereOnlyOneMayBeSet) {
  ModelAsk ask;
  ask.temperature = 0.0;
  EXPECT_EQ(objection_of(kHeld, ask), "takes it");
  ask.top_p = 0.9;
  EXPECT_EQ(objection_of(kHeld, ask),
            "The model returned the following errors: `temperature` and `top_p` cannot both be "
            "specified for this model. Please use only one.");
  EXPECT_EQ(objection_of(kPlain, ask), "takes it");
}

TEST(ModelRules, RefuseEachSamplingParameterWhereNoneIsTaken) {
  ModelAsk temperature, top_p, top_k;
  temperature.temperature = 0.0;
  top_p.top_p = 0.5;
  top_k.has_top_k = true;
  EXPECT_EQ(objection_of(kTools, temperature),
            "The model returned the following errors: temperature is deprecated for this model.");
  EXPECT_NE(objection_of(kTools, top_p).find("top_p is deprecated"), std::string::npos);
  EXPECT_NE(objection_of(kTools, top_k).find("top_k is deprecated"), std::string::npos);
  EXPECT_EQ(objection_of(kTools, {}), "takes it");
}

TEST(ModelRules, KeepToTheLimitsOfTheModel) {
  ModelAsk ask;
  ask.max_tokens = 4096;
  EXPECT_EQ(objection_of(kPlain, ask), "takes it");
  ask.max_tokens = 4097;
  EXPECT_EQ(objection_of(kPlain, ask),
            "The maximum tokens you requested exceed the model limit of 4096. Try again with a "
            "maximum tokens value lower than 4096.");
  EXPECT_EQ(objection_of(kTools, ask), "takes it");  // its limit is not known

  ModelAsk long_one;
  long_one.text.assign(32000 * 4 + 1, 'a');
  EXPECT_EQ(objection_of(kPlain, long_one), "Input is too long for requested model.");
}

TEST(ModelRules, KnowTheBodyOfInvokeModelFromTheEntry) {
  llm::ModelEntry model;
  model.id = "us.anthropic.any";
  EXPECT_EQ(invoke_form(model), llm::ModelApi::InvokeClaude);
  model.id = "maker.any";
  EXPECT_FALSE(invoke_form(model));
  model.api = llm::ModelApi::InvokeMistral;
  EXPECT_EQ(invoke_form(model), llm::ModelApi::InvokeMistral);
}

TEST(ModelRules, CountFourBytesAToken) {
  EXPECT_EQ(token_count(0), 1);
  EXPECT_EQ(token_count(4), 1);
  EXPECT_EQ(token_count(5), 2);
  EXPECT_EQ(token_count(4000), 1000);
}

}  // namespace
}  // namespace airmark::tools
