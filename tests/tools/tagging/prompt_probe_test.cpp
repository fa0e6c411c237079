#include "tools/tagging/prompt_probe.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/llm/music_fixture.h"
#include "tests/support/training_tables.h"
#include "tests/tools/tagging/settings_of.h"
#include "tools/tagging/prompt_text.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SettingsOf;

struct Probed {
  LlmChoice choice;
  llm::Prompt prompt;
};

Probed probed(const std::string& toml) {
  const SettingsOf settings(toml);
  const auto choice = choose_llm(*settings, "llm.provider");
  EXPECT_TRUE(choice) << choice.error().message;
  const auto probe = PromptProbe::open(*settings, choice.value(), "tag");
  EXPECT_TRUE(probe) << probe.error().message;
  const WindowAnalysis song = llm::testing::song();
  const auto prompt = probe.value()->prompt_for(song, analysis::describe(song), {});
  EXPECT_TRUE(prompt && prompt.value());
  return {choice.value(), *prompt.value()};
}

TEST(PromptProbe, FindsTheVeryPromptOfTheStrategy) {
  const WindowAnalysis song = llm::testing::song();
  const Description words = analysis::describe(song);
  const llm::Prompt expected =
      llm::PromptLibrary::built_in()
          .value()
          .make_prompt("zero-shot", {song, words, llm::testing::ten_genres(), {}, {}})
          .value();
  const llm::Prompt found = probed("[llm]\nstrategy = 'zero-shot'\n").prompt;
  EXPECT_EQ(found.system, expected.system);
  EXPECT_EQ(found.user, expected.user);
  EXPECT_EQ(found.json_schema, expected.json_schema);
}

TEST(PromptProbe, GivesTheGroundedStrategyItsOpinionAndItsNeighbours) {
  const airmark::testing::TemporaryFolder folder;
  std::ofstream(folder / "table.csv") << airmark::testing::synthetic_table(8);
  const std::string user =
      probed("[llm]\nstrategy = 'grounded'\nlabelled = '" + (folder / "table.csv").string() + "'\n")
          .prompt.user;
  EXPECT_THAT(user, AllOf(HasSubstr("similarity"), HasSubstr("(confidence ")));
  EXPECT_THAT(probed("[llm]\nstrategy = 'grounded'\n").prompt.user,
              AllOf(Not(HasSubstr("similarity")), HasSubstr("(confidence ")));
}

TEST(PromptProbe, HasNothingToShowOfSilence) {
  const SettingsOf settings("");
  const auto probe =
      PromptProbe::open(*settings, choose_llm(*settings, "llm.provider").value(), "tag");
  ASSERT_TRUE(probe);
  const auto prompt = probe.value()->prompt_for(WindowAnalysis(), Description(), {});
  ASSERT_TRUE(prompt);
  EXPECT_FALSE(prompt.value());
}

TEST(PromptText, EndsWithWhatIsKnownOfThePrompt) {
  const Probed known = probed("");
  const std::string text = prompt_text(known.prompt, known.choice);
  const std::string tokens = std::to_string(llm::estimate_tokens(known.prompt));
  const std::string version = std::to_string(known.prompt.version);
  EXPECT_THAT(text, AllOf(HasSubstr(known.prompt.user),
                          HasSubstr("strategy  hybrid, version " + version + "\n"),
                          HasSubstr("about " + tokens + " in, at most 300 out"),
                          HasSubstr("mistral.mistral-large-3-675b-instruct"),
                          HasSubstr("price     at most $0.00")));
  EXPECT_THAT(prompt_text(known.prompt, probed("[llm]\nmodel = 'claude_haiku_5'\n").choice),
              HasSubstr("price     not known"));
}

struct Headings {
  const char* model;
  const char* system;
  const char* schema;
  const char* system_sent_as;
  const char* schema_sent_as;
};

TEST(PromptText, SaysHowEachPartReachesTheModel) {
  for (const Headings& expected :
       {Headings{"ministral_8b", "system", "schema of the answer", "system", "json_schema"},
        Headings{"nova_micro", "system",
                 "schema of the answer (sent as the input of a forced tool)", "system",
                 "forced_tool"},
        Headings{"mixtral", "system (sent at the head of the user's turn)",
                 "schema of the answer (not sent: the model answers in text)", "user", "none"}}) {
    const Probed known = probed("[llm]\nmodel = '" + std::string(expected.model) + "'\n");
    EXPECT_THAT(prompt_text(known.prompt, known.choice),
                AllOf(HasSubstr(std::string("--- ") + expected.system + " ---\n"),
                      HasSubstr(std::string("--- ") + expected.schema + " ---\n")));
    const auto json = nlohmann::json::parse(prompt_json(known.prompt, known.choice));
    EXPECT_EQ(json["system_sent_as"], expected.system_sent_as) << expected.model;
    EXPECT_EQ(json["schema_sent_as"], expected.schema_sent_as) << expected.model;
  }
}

TEST(PromptText, KnowsThatMistralsOwnFormIsOneText) {
  Probed known = probed("[llm]\nmodel = 'mixtral'\n");
  known.choice.model.takes_system_prompt = true;
  known.choice.model.structured_output = llm::StructuredOutput::JsonSchema;
  const auto json = nlohmann::json::parse(prompt_json(known.prompt, known.choice));
  EXPECT_EQ(json["system_sent_as"], "user");
  EXPECT_EQ(json["schema_sent_as"], "none");
}

TEST(PromptText, IsTheSameInJson) {
  const Probed known = probed("");
  const auto json = nlohmann::json::parse(prompt_json(known.prompt, known.choice));
  EXPECT_EQ(json["system"], known.prompt.system);
  EXPECT_EQ(json["user"], known.prompt.user);
  EXPECT_EQ(json["json_schema"], known.prompt.json_schema);
  EXPECT_EQ(json["input_tokens"], llm::estimate_tokens(known.prompt));
  EXPECT_GT(json["most_usd"], 0.0);
}

}  // namespace
}  // namespace airmark::tools
