#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tools/doctor/report_json.h"
#include "tools/doctor/report_text.h"

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Finding> some_findings() {
  return {fine(Check::Settings, "all are built in"),
          doubtful(Check::JackServer, "none answers", "start one"),
          failed(Check::Credentials, {ErrorKind::Refused, "no keys"}, "get some"),
          passed_over(Check::Question, "not asked")};
}

std::string text_of(const ReportStyle& style, const std::vector<Finding>& findings) {
  std::ostringstream out;
  ReportText text(out, style);
  for (const Finding& finding : findings) text.add(finding);
  text.finish();
  return out.str();
}

TEST(ReportText, SaysEachStateInWordsAndTheRemedyOnTheNextLine) {
  EXPECT_EQ(text_of({}, some_findings()),
            "Set-up\n"
            "  ok       Settings: all are built in\n"
            "\n"
            "Live\n"
            "  warning  JACK server: none answers\n"
            "           to do: start one\n"
            "\n"
            "Language model\n"
            "  failed   Credentials: no keys\n"
            "           to do: get some\n"
            "  skipped  Trial question: not asked\n"
            "\n"
            "1 failure, 1 warning.\n");
}

TEST(ReportText, DrawsSignsWhereTheyCanBeShown) {
  const std::string text = text_of({.signs = true, .colour = false}, some_findings());
  EXPECT_THAT(text, HasSubstr("  ✓ Settings: all are built in\n"));
  EXPECT_THAT(text, HasSubstr("  ! JACK server: none answers\n    → start one\n"));
  EXPECT_THAT(text, HasSubstr("  ✗ Credentials: no keys\n"));
  EXPECT_THAT(text, HasSubstr("  – Trial question: not asked\n"));
  EXPECT_THAT(text, Not(HasSubstr("\033")));
}

TEST(ReportText, PaintsOnlyWhereToldTo) {
  const std::string text = text_of({.signs = true, .colour = true}, some_findings());
  EXPECT_THAT(text, HasSubstr("\033[1mLive\033[0m"));
  EXPECT_THAT(text, HasSubstr("\033[31m✗\033[0m Credentials"));
}

TEST(ReportText, SaysThatAllIsWell) {
  EXPECT_THAT(text_of({}, {fine(Check::Settings, "read"), passed_over(Check::Question, "no")}),
              HasSubstr("\nAll is well.\n"));
}

TEST(ReportStyle, IsPlainWhereNoTerminalIs) {
  setenv("LC_ALL", "C.UTF-8", 1);
  std::FILE* file = std::tmpfile();
  const ReportStyle style = ReportStyle::for_output(fileno(file));
  std::fclose(file);
  unsetenv("LC_ALL");
  EXPECT_FALSE(style.signs);
  EXPECT_FALSE(style.colour);
}

TEST(ReportJson, HoldsEveryFindingAndTheExitCode) {
  const auto findings = some_findings();
  const auto report = nlohmann::json::parse(report_json(findings, "airmark 1.2.3"));
  EXPECT_EQ(report["schema"], 1);
  EXPECT_EQ(report["version"], "airmark 1.2.3");
  EXPECT_EQ(report["exit_code"], 77);
  ASSERT_EQ(report["findings"].size(), 4u);
  EXPECT_EQ(report["findings"][0], (nlohmann::json{{"topic", "general"},
                                                   {"check", "settings"},
                                                   {"state", "ok"},
                                                   {"found", "all are built in"}}));
  EXPECT_EQ(report["findings"][2], (nlohmann::json{{"topic", "llm"},
                                                   {"check", "credentials"},
                                                   {"state", "failed"},
                                                   {"found", "no keys"},
                                                   {"remedy", "get some"},
                                                   {"exit_code", 77}}));
}

TEST(ReportJson, RepairsWhatIsNotUtf8) {
  const auto report = nlohmann::json::parse(
      report_json(std::vector<Finding>{fine(Check::Settings, "read from \xff.toml")}, "airmark 1"));
  EXPECT_EQ(report["findings"][0]["found"], "read from \ufffd.toml");
}

}  // namespace
}  // namespace airmark::tools
