#include "tools/tagging/llm_choice.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/tools/tagging/settings_of.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SettingsOf;

LlmChoice chosen(const std::string& toml) {
  const SettingsOf settings(toml);
  const auto choice = choose_llm(*settings, "tag.tagger");
  EXPECT_TRUE(choice) << choice.error().message;
  return choice ? choice.value() : LlmChoice{};
}

std::string refused(const std::string& toml) {
  const SettingsOf settings(toml);
  const auto choice = choose_llm(*settings, "tag.tagger");
  if (choice) return "chosen";
  EXPECT_EQ(choice.error().kind, ErrorKind::Configuration);
  return choice.error().message;
}

TEST(LlmChoice, TakesFromTheSettingsWhatTheTaggerLeavesOpen) {
  const LlmChoice choice = chosen("[tag]\ntagger = 'bedrock'\n");
  EXPECT_FALSE(choice.cascade);
  EXPECT_EQ(choice.provider, "bedrock");
  EXPECT_EQ(choice.model.id, "mistral.mistral-large-3-675b-instruct");
  EXPECT_EQ(choice.model.lifecycle, llm::ModelLifecycle::Active);
  EXPECT_EQ(choice.strategy, "hybrid");
  EXPECT_TRUE(require_price(choice));
}

TEST(LlmChoice, LetsTheTaggerSayMoreThanTheSettings) {
  const LlmChoice choice = chosen(
      "[tag]\ntagger = 'cascade:mixtral/zero-shot'\n[llm]\nmodel = 'nova_lite'\n"
      "strategy = 'few-shot'\n");
  EXPECT_TRUE(choice.cascade);
  EXPECT_EQ(choice.provider, "bedrock");
  EXPECT_EQ(choice.model.id, "mistral.mixtral-8x7b-instruct-v0:1");
  EXPECT_EQ(choice.strategy, "zero-shot");
}

TEST(LlmChoice, SendsAServersOwnNameForAModelAsItStands) {
  const LlmChoice choice = chosen("[tag]\ntagger = 'openai:mixtral'\n");
  EXPECT_EQ(choice.model.id, "mixtral");  // the alias is one of Bedrock's
  EXPECT_EQ(choice.model.api, llm::ModelApi::OpenAiChat);
  EXPECT_EQ(llm::cost_usd(choice.model, 1000, 1000), 0.0);  // on this machine
}

TEST(LlmChoice, LetsTheProviderDecideWhomACascadeAsks) {
  const LlmChoice choice =
      chosen("[tag]\ntagger = 'cascade:llama3.2'\n[llm]\nprovider = 'openai'\n");
  EXPECT_TRUE(choice.cascade);
  EXPECT_EQ(choice.provider, "openai");
  EXPECT_EQ(choice.model.id, "llama3.2");
}

TEST(LlmChoice, WantsToKnowWhichModelAServerIsAsked) {
  EXPECT_THAT(refused("[tag]\ntagger = 'openai'\n"),
              AllOf(HasSubstr("the server at 127.0.0.1:8080"), HasSubstr("openai:llama3.2")));
  EXPECT_EQ(chosen("[tag]\ntagger = 'openai'\n[llm]\nmodel = 'llama3.2'\n").model.id, "llama3.2");
}

TEST(LlmChoice, KnowsAnAddressThatIsNone) {
  for (const std::string url : {"localhost:8080", "http://me:secret@localhost:8080/v1",
                                "http://localhost:8080/v1?key=secret"}) {
    const std::string sentence =
        refused("[tag]\ntagger = 'openai:x'\n[llm]\nopenai_url = '" + url + "'\n");
    EXPECT_THAT(sentence, HasSubstr("llm.openai_url is no address"));
    EXPECT_THAT(sentence, Not(HasSubstr("secret")));
  }
}

TEST(LlmChoice, NamesTheSuccessorOfAModelThatHasEnded) {
  EXPECT_THAT(refused("[tag]\ntagger = 'bedrock:anthropic.claude-3-haiku-20240307-v1:0'\n"),
              AllOf(HasSubstr("2026-09-10"), HasSubstr("\"claude_haiku\"")));
  EXPECT_THAT(refused("[tag]\ntagger = 'bedrock:claude_haikku'\n"), HasSubstr("\"claude_haiku\""));
}

TEST(LlmChoice, NamesTheNearestStrategy) {
  EXPECT_THAT(refused("[tag]\ntagger = 'bedrock'\n[llm]\nstrategy = 'hybird'\n"),
              HasSubstr("did you mean hybrid?"));
  EXPECT_THAT(refused("[tag]\ntagger = 'bedrock:mixtral/hybird'\n"),
              HasSubstr("did you mean hybrid?"));
}

TEST(LlmChoice, ListsTheStrategiesWhereOneIsNamedAfterAModelThatThereIsNot) {
  for (const char* model : {"claude_sonnet", "us.anthropic.claude-haiku-4-5-20251001-v1:0"})
    EXPECT_THAT(refused(std::string("[tag]\ntagger = 'bedrock:") + model + "/nosuch'\n"),
                AllOf(HasSubstr("there is no prompt strategy 'nosuch'"), HasSubstr("few-shot")));
  EXPECT_THAT(refused("[tag]\ntagger = 'bedrock:nosuch/nosuch'\n"),
              HasSubstr("the model \"nosuch/nosuch\""));
}

TEST(LlmChoice, RefusesAPromptFolderAndARegistryThatCannotBeRead) {
  for (const char* key : {"prompts", "models"})
    EXPECT_THAT(
        refused(std::string("[tag]\ntagger = 'bedrock'\n[llm]\n") + key + " = '/nonexistent'\n"),
        HasSubstr("/nonexistent"));
}

TEST(LlmChoice, KnowsTheStrategiesOfAPromptFolder) {
  const airmark::testing::TemporaryFolder folder;
  std::ofstream(folder / "mine.txt")
      << "strategy: mine\nversion: 3\nmax_output_tokens: 50\ntemperature: 0\n"
         "== system ==\nName it.\n== user ==\n{{description}} {{genres}}\n";
  const LlmChoice choice = chosen("[tag]\ntagger = 'bedrock:mixtral/mine'\n[llm]\nprompts = '" +
                                  folder.path().string() + "'\n");
  EXPECT_EQ(choice.strategy, "mine");
}

TEST(LlmChoice, DemandsAPriceBeforeAnythingIsAsked) {
  const LlmChoice unknown = chosen("[tag]\ntagger = 'bedrock:claude_haiku_5'\n");
  const auto priced = require_price(unknown);
  ASSERT_FALSE(priced);
  EXPECT_EQ(priced.error().kind, ErrorKind::Configuration);
  EXPECT_THAT(priced.error().message,
              AllOf(HasSubstr("--input-price"), HasSubstr("Claude Haiku 5.5")));
  const LlmChoice given = chosen(
      "[tag]\ntagger = 'bedrock:claude_haiku_5'\n[llm]\ninput_price = 2\noutput_price = 10\n");
  EXPECT_TRUE(require_price(given));
  EXPECT_DOUBLE_EQ(*llm::cost_usd(given.model, 1'000'000, 100'000), 3.0);
}

TEST(LlmChoice, TakesOnlyAServerOnThisMachineForFree) {
  for (const char* url :
       {"http://localhost:11434/v1", "http://127.0.0.1:8080/v1", "http://[::1]:8000/v1"})
    EXPECT_TRUE(require_price(
        chosen(std::string("[tag]\ntagger = 'openai:x'\n[llm]\nopenai_url = '") + url + "'\n")))
        << url;
  for (const char* url : {"https://api.example.com/v1", "http://127.0.0.1.example.com/v1",
                          "http://localhost.example.com/v1"})
    EXPECT_FALSE(require_price(
        chosen(std::string("[tag]\ntagger = 'openai:x'\n[llm]\nopenai_url = '") + url + "'\n")))
        << url;
}

}  // namespace
}  // namespace airmark::tools
