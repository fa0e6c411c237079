#include "tools/tagging/model_words.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<llm::ModelEntry> models() { return llm::ModelRegistry::built_in().value().entries(); }

TEST(ModelsTable, FitsOnATerminalAndNamesEachModel) {
  const std::string table = models_table(models(), {});
  std::istringstream lines(table);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_LE(line.size(), 100u) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
  EXPECT_EQ(count, 2 * (models().size() + 1));
  for (const llm::ModelEntry& model : models()) EXPECT_THAT(table, HasSubstr(model.id));
}

TEST(ModelsTable, KeepsItsColumnsApart) {
  std::istringstream lines(models_table(models(), {}));
  std::string heading, line;
  std::getline(lines, heading);
  std::getline(lines, line);
  for (const llm::ModelEntry& model : models()) {
    std::getline(lines, line);
    EXPECT_EQ(line.find(model.name), heading.find("NAME"));
    EXPECT_EQ(line[heading.find("CONTEXT") - 1], ' ') << line;
    EXPECT_EQ(line[heading.find("LIFECYCLE") - 1], ' ') << line;
    std::getline(lines, line);
  }
}

TEST(ModelsTable, TellsWhatTheAccountSays) {
  const std::vector<llm::ModelEntry> two{models()[0], models()[1]};
  const std::string table =
      models_table(two, {{AccountState::Usable, "", "the registry says legacy, the account active"},
                         {AccountState::NotGranted, "ask for it in the console", ""}});
  EXPECT_THAT(table, AllOf(HasSubstr("usable (the registry says legacy, the account active)"),
                           HasSubstr("not granted: ask for it in the console")));
}

TEST(ModelsJson, RepeatsTheRegistryToTheLetter) {
  std::ifstream file(AIRMARK_SOURCE_DIR "/config/llm_models.json");
  const auto registry = nlohmann::json::parse(file);
  EXPECT_EQ(nlohmann::json::parse(models_json(models(), {})), registry["models"]);
}

TEST(ModelJson, SaysWhatTheAccountSays) {
  const AccountVerdict verdict{AccountState::Legacy, "until 2027-01-01", ""};
  const auto json = nlohmann::json::parse(model_json(models()[0], &verdict));
  EXPECT_EQ(json["account"]["state"], "legacy");
  EXPECT_EQ(json["account"]["usable"], true);
}

TEST(ModelFacts, TellAllOfOneModel) {
  for (const llm::ModelEntry& model : models()) {
    const std::string facts = model_facts(model, nullptr);
    EXPECT_THAT(facts, AllOf(HasSubstr(model.id), HasSubstr(model.source)));
    if (model.lifecycle != llm::ModelLifecycle::EndOfLife) continue;
    EXPECT_THAT(facts, AllOf(HasSubstr("ended " + model.end_of_life),
                             HasSubstr("successor     " + model.successor)));
  }
}

}  // namespace
}  // namespace airmark::tools
