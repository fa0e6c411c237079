#include "tools/doctor/finding.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace airmark::tools {
namespace {

using ::testing::UnorderedElementsAreArray;

TEST(CheckNames, StandInTheOrderOfTheListAndAreUnique) {
  std::set<std::string_view> names;
  std::set<std::string_view> titles;
  DoctorTopic topic = DoctorTopic::General;
  for (std::size_t n = 0; n < check_names().size(); ++n) {
    const CheckName& name = check_names()[n];
    EXPECT_EQ(static_cast<std::size_t>(name.check), n) << name.name;
    EXPECT_GE(name.topic, topic) << name.name << ": a topic is one stretch of the report";
    topic = name.topic;
    EXPECT_TRUE(names.insert(name.name).second) << name.name;
    EXPECT_TRUE(titles.insert(name.title).second) << name.title;
  }
  EXPECT_EQ(name_of(Check::Question).name, "question");
}

TEST(CheckNames, AreThoseOfTheSchema) {
  std::ifstream file(AIRMARK_SOURCE_DIR "/config/doctor.schema.json");
  const auto schema = nlohmann::json::parse(file);
  const auto& fields = schema["$defs"]["finding"]["properties"];
  std::vector<std::string> names;
  std::set<std::string> topics;
  for (const CheckName& name : check_names()) {
    names.emplace_back(name.name);
    topics.emplace(topic_name(name.topic));
  }
  EXPECT_THAT(fields["check"]["enum"].get<std::vector<std::string>>(),
              UnorderedElementsAreArray(names));
  EXPECT_THAT(fields["topic"]["enum"].get<std::vector<std::string>>(),
              UnorderedElementsAreArray(topics));
}

TEST(Finding, TakesTheLastPartOfASentenceForTheRemedy) {
  const Finding finding =
      failed(Check::Place, {ErrorKind::Configuration, "a.toml:2: x; y; do this or that"}, "unused");
  EXPECT_EQ(finding.found, "a.toml:2: x; y");
  EXPECT_EQ(finding.remedy, "do this or that");
  EXPECT_EQ(finding.kind, ErrorKind::Configuration);
  EXPECT_EQ(finding.state, FindingState::Failed);
}

TEST(Finding, HasARemedyOfItsOwnWhereTheSentenceHasNone) {
  const Finding finding =
      doubtful(Check::Place, Error{ErrorKind::Unavailable, "nothing there"}, "look elsewhere");
  EXPECT_EQ(finding.found, "nothing there");
  EXPECT_EQ(finding.remedy, "look elsewhere");
  EXPECT_EQ(finding.kind, std::nullopt) << "a warning has no exit code";
}

TEST(Finding, OfManyTheFirstFailureGivesTheExitCode) {
  std::vector<Finding> findings{fine(Check::Settings, "read"),
                                doubtful(Check::JackServer, "none", "start one"),
                                passed_over(Check::JackPorts, "none")};
  EXPECT_EQ(exit_code_of(findings), ExitCode::Done);
  findings.push_back(failed(Check::Credentials, {ErrorKind::Refused, "no keys"}, "get some"));
  findings.push_back(failed(Check::Place, {ErrorKind::Configuration, "no Region"}, "name one"));
  EXPECT_EQ(exit_code_of(findings), ExitCode::NotAllowed);
}

}  // namespace
}  // namespace airmark::tools
