#include "llm/model_registry.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/test_data.h"

namespace airmark::llm {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const std::string kProfileArn =
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";

ModelRegistry built_in() {
  auto registry = ModelRegistry::built_in();
  EXPECT_TRUE(registry) << (registry ? "" : registry.error().message);
  return std::move(registry).value();
}

ModelEntry found(std::string_view name) {
  const auto entry = built_in().find(name);
  EXPECT_TRUE(entry) << (entry ? "" : entry.error().message);
  return entry ? entry.value() : ModelEntry{};
}

std::string refusal(std::string_view name) {
  const auto entry = built_in().find(name);
  EXPECT_FALSE(entry) << name;
  if (entry) return {};
  EXPECT_EQ(entry.error().kind, ErrorKind::Configuration);
  return entry.error().message;
}

Json shipped() {
  std::ifstream stream(airmark::testing::source_file("config/llm_models.json"));
  return Json::parse(stream);
}

std::string fault(const Json& file) {
  const auto registry = ModelRegistry::from_json(file.dump(), "my.json");
  EXPECT_FALSE(registry);
  return registry ? "" : registry.error().message;
}

TEST(ModelRegistry, KnowsTheThreeUsualAliasesAndTheyAreAlive) {
  EXPECT_EQ(found("mixtral").id, "mistral.mixtral-8x7b-instruct-v0:1");
  EXPECT_EQ(found("claude_haiku").id, "anthropic.claude-haiku-4-5-20251001-v1:0");
  EXPECT_EQ(found("claude_sonnet").id, "anthropic.claude-sonnet-4-6");
  for (const char* alias : {"mixtral", "claude_haiku", "claude_sonnet"})
    EXPECT_EQ(found(alias).lifecycle, ModelLifecycle::Active) << alias;
}

TEST(ModelRegistry, KnowsWhatEachModelTakes) {
  const ModelEntry mixtral = found("mixtral");
  EXPECT_EQ(mixtral.api, ModelApi::InvokeMistral);
  EXPECT_EQ(mixtral.structured_output, StructuredOutput::PlainText);
  EXPECT_FALSE(mixtral.takes_system_prompt);
  EXPECT_EQ(mixtral.output_tokens, 4096);
  const ModelEntry haiku = found("claude_haiku");
  EXPECT_EQ(haiku.structured_output, StructuredOutput::JsonSchema);
  EXPECT_TRUE(haiku.takes_temperature);
  EXPECT_FALSE(haiku.takes_top_p_with_temperature);
  EXPECT_TRUE(haiku.needs_inference_profile);
  EXPECT_THAT(haiku.inference_profiles, ElementsAre("us", "eu", "au", "jp", "global"));
  EXPECT_EQ(found("anthropic.claude-opus-5").structured_output, StructuredOutput::ForcedTool);
  EXPECT_FALSE(found("anthropic.claude-sonnet-5").takes_temperature);
}

TEST(ModelRegistry, SendsWhatWasGivenWhereThatWasAPrefixOrAnArn) {
  const std::string id = "anthropic.claude-haiku-4-5-20251001-v1:0";
  const std::string profile = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu." + id;
  const std::string foundation = "arn:aws:bedrock:us-east-1::foundation-model/" + id;
  for (const std::string& name : {"us." + id, "global." + id, id, profile, foundation}) {
    EXPECT_EQ(found(name).id, name);
    EXPECT_EQ(found(name).name, "Claude Haiku 4.5");
  }
}

TEST(ModelRegistry, TakesTheArnOfAnApplicationProfileWithoutPretendingToKnowItsModel) {
  const ModelEntry entry = found(kProfileArn);
  EXPECT_EQ(entry.id, kProfileArn);
  EXPECT_EQ(entry.api, ModelApi::Converse);
  EXPECT_EQ(entry.structured_output, StructuredOutput::PlainText);
  EXPECT_FALSE(entry.takes_system_prompt || entry.takes_temperature);
  EXPECT_EQ(cost_usd(entry, 1000, 1000), std::nullopt);
}

TEST(ModelRegistry, TakesAnApplicationProfileFromTheUsersOwnFile) {
  Json file = shipped();
  file["models"][0]["id"] = kProfileArn;
  const auto registry = ModelRegistry::from_json(file.dump(), "my.json");
  ASSERT_TRUE(registry) << registry.error().message;
  EXPECT_EQ(registry.value().find(kProfileArn).value().api, ModelApi::InvokeMistral);
}

TEST(ModelRegistry, NamesTheSuccessorOfARetiredModel) {
  const std::string sonnet = "anthropic.claude-3-5-sonnet-20241022-v2:0";
  for (const std::string& name : {sonnet, "us." + sonnet, "eu." + sonnet})
    EXPECT_THAT(refusal(name), AllOf(HasSubstr("2026-07-30"), HasSubstr("\"claude_sonnet\""),
                                     HasSubstr("Claude Sonnet 4.6")));
  EXPECT_THAT(refusal("anthropic.claude-3-haiku-20240307-v1:0"),
              AllOf(HasSubstr("2026-09-10"), HasSubstr("\"claude_haiku\"")));
}

TEST(ModelRegistry, NamesTheNearestOfAnUnknownModel) {
  EXPECT_THAT(refusal("mixtrl"), HasSubstr("nearest is \"mixtral\""));
  EXPECT_THAT(refusal("claude-sonnet"), HasSubstr("nearest is \"claude_sonnet\""));
  for (const char* far : {"nosuch", "llama3", "x", ""})
    EXPECT_THAT(refusal(far), AllOf(Not(HasSubstr("nearest")), HasSubstr("`airmark models`")))
        << far;
  EXPECT_THAT(refusal("anthropic.claude-haiku-4-5-20251001-v1:O"),
              HasSubstr("\"anthropic.claude-haiku-4-5-20251001-v1:0\""));
  EXPECT_THAT(refusal("us.mixtral"), HasSubstr("not in the registry"));
  EXPECT_NE(refusal(""), "");
  EXPECT_NE(refusal("."), "");
  EXPECT_LT(refusal(std::string(100000, 'x')).size(), 400U);
  EXPECT_THAT(refusal("a\nb\x1b[2J"), Not(HasSubstr("\x1b")));
}

TEST(ModelRegistry, NamesTheProfilesWhereThePrefixHasNone) {
  EXPECT_THAT(refusal("mars.anthropic.claude-sonnet-4-6"),
              AllOf(HasSubstr("\"mars\""), HasSubstr("\"eu.anthropic.claude-sonnet-4-6\"")));
  EXPECT_THAT(refusal("us.mistral.mixtral-8x7b-instruct-v0:1"),
              HasSubstr("use \"mistral.mixtral-8x7b-instruct-v0:1\""));
}

TEST(ModelRegistry, HoldsDatesThatAgreeWithTheLifecycle) {
  const std::string checked = shipped().at("checked").get<std::string>();
  const ModelRegistry registry = built_in();
  for (const ModelEntry& entry : registry.entries()) {
    const bool past = !entry.end_of_life.empty() && entry.end_of_life <= checked;
    EXPECT_EQ(past, entry.lifecycle == ModelLifecycle::EndOfLife) << entry.id;
    EXPECT_FALSE(entry.lifecycle == ModelLifecycle::EndOfLife && !entry.aliases.empty())
        << entry.id;
  }
}

TEST(ModelRegistry, CountsTheCostOfAThousandClips) {
  EXPECT_NEAR(*cost_usd(found("mixtral"), 2'000'000, 150'000), 1.005, 1e-12);
  EXPECT_NEAR(*cost_usd(found("claude_haiku"), 2'000'000, 150'000), 2.75, 1e-12);
  EXPECT_NEAR(*cost_usd(found("nova_micro"), 2'000'000, 150'000), 0.091, 1e-12);
  EXPECT_EQ(*cost_usd(found("mixtral"), 0, 0), 0.0);
  EXPECT_EQ(cost_usd(found("anthropic.claude-haiku-5-5"), 1, 1), std::nullopt);
}

TEST(ModelFile, NamesFileModelAndFieldOfAFault) {
  const std::string place = "my.json: models[0] (mistral.mixtral-8x7b-instruct-v0:1): ";
  const auto with = [](const char* field, const Json& value) {
    Json file = shipped();
    file["models"][0][field] = value;
    return fault(file);
  };
  EXPECT_EQ(with("takes_temperature", 1), place + "\"takes_temperature\" must be true or false");
  EXPECT_THAT(with("api", "soap"), HasSubstr(place + "\"api\" must be one of \"converse\""));
  EXPECT_THAT(with("api", 7), HasSubstr("\"api\" must be a text"));
  EXPECT_THAT(with("context_tokens", -1), HasSubstr("\"context_tokens\""));
  EXPECT_THAT(with("context_tokens", 1e12), HasSubstr("\"context_tokens\""));
  EXPECT_THAT(with("context_tokens", 99999999999), HasSubstr("\"context_tokens\""));
  EXPECT_THAT(with("input_usd_per_million", -0.1), HasSubstr("\"input_usd_per_million\""));
  EXPECT_THAT(with("input_usd_per_million", nullptr), HasSubstr("\"output_usd_per_million\""));
  EXPECT_THAT(with("aliases", "mixtral"), HasSubstr("\"aliases\" must be a list"));
  EXPECT_THAT(with("aliases", {"mixtral", ""}), HasSubstr("\"aliases\" must be a list"));
  EXPECT_THAT(with("end_of_life", "soon"), HasSubstr("\"end_of_life\" must be a date"));
  EXPECT_THAT(with("lifecycle", "end_of_life"), HasSubstr("\"end_of_life\" must be a date"));
  EXPECT_THAT(with("needs_inference_profile", true), HasSubstr("\"inference_profiles\""));
  EXPECT_THAT(with("source", ""), HasSubstr("\"source\""));
  EXPECT_THAT(with("colour", "red"), HasSubstr("\"colour\" is unknown"));
}

TEST(ModelFile, NeedsEveryField) {
  const Json model = shipped()["models"][0];
  for (const auto& field : model.items()) {
    Json file = shipped();
    file["models"][0].erase(field.key());
    EXPECT_THAT(fault(file), HasSubstr("\"" + field.key() + "\" is missing"));
  }
}

TEST(ModelFile, IsRefusedWhereItContradictsItself) {
  Json twice = shipped();
  twice["models"][1]["aliases"] = {"mixtral"};
  EXPECT_THAT(fault(twice), HasSubstr("\"mixtral\" names two models"));
  Json lost = shipped();
  lost["models"][0]["successor"] = "nobody";
  EXPECT_THAT(fault(lost), HasSubstr("\"successor\""));
  Json dead = shipped();
  dead["models"][0]["successor"] = "anthropic.claude-3-haiku-20240307-v1:0";
  EXPECT_THAT(fault(dead), HasSubstr("alive"));
  Json same = shipped();
  same["models"].push_back(same["models"][0]);
  EXPECT_THAT(fault(same), HasSubstr("names two models"));
}

TEST(ModelFile, IsRefusedWhereItsFrameIsWrong) {
  EXPECT_THAT(fault(Json::array()), HasSubstr("my.json"));
  EXPECT_THAT(fault({{"schema", 1}}), HasSubstr("\"checked\""));
  EXPECT_THAT(fault({{"schema", 2}, {"checked", "2026-11-20"}, {"models", {1}}}),
              HasSubstr("\"schema\""));
  EXPECT_THAT(fault({{"schema", 1}, {"checked", "2026-11-20"}, {"models", Json::array()}}),
              HasSubstr("\"models\""));
  EXPECT_THAT(fault({{"schema", 1}, {"checked", "2026-11-20"}, {"models", {1}}}),
              HasSubstr("models[0]: is not a JSON object"));
  const auto broken = ModelRegistry::from_json("{", "my.json");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().message, "my.json: this is not JSON");
}

TEST(ModelFile, HasASchemaThatListsTheSameFields) {
  std::ifstream stream(airmark::testing::source_file("config/llm_models.schema.json"));
  const Json item = Json::parse(stream)["properties"]["models"]["items"];
  const Json models = shipped()["models"];
  for (const auto& model : models) {
    EXPECT_EQ(item["properties"].size(), model.size());
    for (const auto& field : model.items()) EXPECT_TRUE(item["properties"].contains(field.key()));
  }
}

}  // namespace
}  // namespace airmark::llm
