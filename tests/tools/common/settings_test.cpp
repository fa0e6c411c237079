#include "tools/common/settings.h"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "tests/support/temporary_folder.h"
#include "tools/common/setting_table.h"
#include "tools/common/window_plan.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// An environment without settings, whose XDG folders are the test's own; put back afterwards.
class SettingsTest : public ::testing::Test {
 protected:
  SettingsTest() {
    for (const SettingSpec& spec : setting_table()) set(spec.environment_variable(), nullptr);
    set("XDG_CONFIG_HOME", (folder_ / "home").c_str());
    set("XDG_CONFIG_DIRS", (folder_ / "site").c_str());
  }
  ~SettingsTest() override {
    for (const auto& [name, text] : before_)
      text ? setenv(name.c_str(), text->c_str(), 1) : unsetenv(name.c_str());
  }

  void set(const std::string& name, const char* text) {
    const char* old = std::getenv(name.c_str());
    before_.try_emplace(name, old == nullptr ? std::nullopt : std::optional<std::string>(old));
    text == nullptr ? unsetenv(name.c_str()) : setenv(name.c_str(), text, 1);
  }

  std::string write(const std::string& name, const std::string& toml) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << toml;
    return path;
  }
  std::string write_home(const std::string& toml) {
    return write("home/airmark/config.toml", toml);
  }
  std::string write_site(const std::string& toml) {
    return write("site/airmark/config.toml", toml);
  }

  Result<Done> load(const std::vector<std::string>& words = {}) {
    settings_ = std::make_unique<Settings>();
    CLI::App app;
    for (const SettingSpec& spec : setting_table())
      if (spec.section() == "live") settings_->add_flag(app, spec.key);
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    app.parse(reversed);
    return settings_->load(std::nullopt);
  }

  std::string fault(const std::vector<std::string>& words = {}) {
    const auto loaded = load(words);
    if (loaded) return "loaded";
    EXPECT_EQ(loaded.error().kind, words.empty() ? ErrorKind::Configuration : ErrorKind::Usage);
    return loaded.error().message;
  }

  std::string origin(std::string_view key) const {
    const auto rows = settings_->effective();
    const auto row = std::ranges::find(rows, key, &EffectiveSetting::key);
    return row == rows.end() ? "no such row" : row->origin;
  }

  airmark::testing::TemporaryFolder folder_;
  std::unique_ptr<Settings> settings_ = std::make_unique<Settings>();

 private:
  std::map<std::string, std::optional<std::string>> before_;
};

TEST_F(SettingsTest, HasABuiltInValueForEachRowOfTheTable) {
  ASSERT_TRUE(load());
  ASSERT_EQ(settings_->effective().size(), setting_table().size());
  for (const EffectiveSetting& row : settings_->effective())
    EXPECT_EQ(row.origin, "built-in") << row.key;
}

TEST_F(SettingsTest, ReadsEachType) {
  write_home("[live]\nwindow = 12.5\nname = 'a\"b'\nconnect = ['x', 'y']\n[tag]\njobs = 3\n");
  ASSERT_TRUE(load());
  EXPECT_EQ(settings_->number("live.window"), 12.5);
  EXPECT_EQ(settings_->text("live.name"), "a\"b");
  EXPECT_THAT(settings_->texts("live.connect"), ElementsAre("x", "y"));
  EXPECT_EQ(settings_->integer("tag.jobs"), 3);
}

TEST_F(SettingsTest, TakesTheFlagThenTheEnvironmentThenTheHomeThenTheSite) {
  const std::string site = write_site("[live]\nwindow = 4\ninterval = 4\nname = '4'\nserver='4'\n");
  const std::string home = write_home("[live]\nwindow = 3\ninterval = 3\nname = '3'\n");
  set("AIRMARK_LIVE_WINDOW", "2");
  set("AIRMARK_LIVE_INTERVAL", "2");
  ASSERT_TRUE(load({"--window", "1"}));
  EXPECT_EQ(settings_->number("live.window"), 1);
  EXPECT_EQ(settings_->number("live.interval"), 2);
  EXPECT_EQ(settings_->text("live.name"), "3");
  EXPECT_EQ(settings_->text("live.server"), "4");
  EXPECT_EQ(origin("live.window"), "--window");
  EXPECT_EQ(origin("live.interval"), "AIRMARK_LIVE_INTERVAL");
  EXPECT_EQ(origin("live.name"), home);
  EXPECT_EQ(origin("live.server"), site);
  EXPECT_EQ(origin("live.model"), "built-in");
}

TEST_F(SettingsTest, ReadsOnlyTheFileItIsTold) {
  write_home("[live]\nwindow = 3\n");
  const std::string file = write("own.toml", "[live]\ninterval = 7\n");
  ASSERT_TRUE(settings_->load(file));
  EXPECT_EQ(settings_->number("live.window"), 30);
  EXPECT_EQ(settings_->number("live.interval"), 7);
  ASSERT_EQ(settings_->sources().size(), 2u);
  EXPECT_EQ(settings_->sources()[1].name, file);
  EXPECT_EQ(settings_->sources()[1].setting_count, 1u);
}

TEST_F(SettingsTest, MissesAFileItIsTold) {
  const auto loaded = settings_->load(folder_ / "none.toml");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::Configuration);
  EXPECT_THAT(loaded.error().message, HasSubstr("none.toml"));
}

TEST_F(SettingsTest, RepeatsAListFlagAndTakesTheLastOfAnyOther) {
  ASSERT_TRUE(load({"--connect", "a", "--connect", "b", "--window", "5", "--window", "6"}));
  EXPECT_THAT(settings_->texts("live.connect"), ElementsAre("a", "b"));
  EXPECT_EQ(settings_->number("live.window"), 6);
}

TEST_F(SettingsTest, TellsAListInTheEnvironmentFromARegularExpression) {
  set("AIRMARK_LIVE_CONNECT", R"(["a:out_1", "a:out_2"])");
  ASSERT_TRUE(load());
  EXPECT_THAT(settings_->texts("live.connect"), ElementsAre("a:out_1", "a:out_2"));
  set("AIRMARK_LIVE_CONNECT", "[a-z]+:out_[12]");
  ASSERT_TRUE(load());
  EXPECT_THAT(settings_->texts("live.connect"), ElementsAre("[a-z]+:out_[12]"));
}

TEST_F(SettingsTest, NamesPlaceAndNearestKey) {
  const std::string file = write_home("# mine\n[live]\nwindwo = 3\n");
  EXPECT_EQ(fault(), file + ":3: unknown setting live.windwo; did you mean live.window?");
}

TEST_F(SettingsTest, KnowsNoSettingOutsideItsSections) {
  const std::string file = write_home("[sound]\n");
  EXPECT_EQ(fault(), file + ":1: unknown setting sound; `airmark config show` lists them all");
}

TEST_F(SettingsTest, SaysWhatIsAllowed) {
  const std::string file = write_home("[live]\nwindow = 5000\n");
  EXPECT_EQ(fault(), file + ":2: live.window is 5000; allowed is a number from 1 to 900");
}

TEST_F(SettingsTest, RefusesWhatIsOfAnotherType) {
  for (const char* line :
       {"window = 'long'", "window = nan", "window = true", "name = 3", "connect = [1]",
        "window = 1979-05-27", "window = {a = 1}", "second_opinion = 'nobody'", "tagger = ''"}) {
    write_home(std::string("[live]\n") + line + "\n");
    EXPECT_NE(fault(), "loaded") << line;
  }
  write_home("[tag]\njobs = 1.5\n");
  EXPECT_THAT(fault(), HasSubstr("tag.jobs is 1.5; allowed is a whole number from 0 to 1024"));
}

TEST_F(SettingsTest, NamesLineAndColumnOfWhatIsNotToml) {
  const std::string file = write_home("[live]\nwindow 3\n");
  EXPECT_THAT(fault(), StartsWith(file + ":2:8: "));
}

TEST_F(SettingsTest, SaysWhyAFileCannotBeRead) {
  std::filesystem::create_directories(folder_ / "home/airmark/config.toml");
  EXPECT_THAT(fault(), AllOf(HasSubstr("home/airmark/config.toml"), HasSubstr("Is a directory")));
}

TEST_F(SettingsTest, NamesTheVariableAndTheNearestOne) {
  set("AIRMARK_LIVE_WINDWO", "3");
  EXPECT_EQ(fault(),
            "the environment variable AIRMARK_LIVE_WINDWO is no setting; did you mean "
            "AIRMARK_LIVE_WINDOW?");
}

TEST_F(SettingsTest, NamesTheVariableWithABadValue) {
  set("AIRMARK_LIVE_WINDOW", "");
  EXPECT_EQ(fault(), "AIRMARK_LIVE_WINDOW is empty; allowed is a number from 1 to 900");
}

TEST_F(SettingsTest, LeavesOtherVariablesAlone) {
  set("AIRMARK_DATA", "anything");
  set("AIRMARK", "anything");
  EXPECT_TRUE(load());
}

TEST_F(SettingsTest, NamesTheFlagWithABadValue) {
  EXPECT_EQ(fault({"--window", "3s"}), "--window is 3s; allowed is a number from 1 to 900");
  EXPECT_THAT(fault({"--tagger", "heuristics"}), HasSubstr("; did you mean heuristic?"));
}

TEST_F(SettingsTest, CallsASettingWhatTheCommandCallsIt) {
  CLI::App app;
  Settings good, bad;
  good.add_flag(app, "llm.max_usd_run", "--max-usd");
  app.parse(std::vector<std::string>{"2.5", "--max-usd"});
  ASSERT_TRUE(good.load(std::nullopt));
  EXPECT_EQ(good.number("llm.max_usd_run"), 2.5);
  CLI::App other;
  bad.add_flag(other, "llm.max_usd_run", "--max-usd");
  other.parse(std::vector<std::string>{"-1", "--max-usd"});
  const auto loaded = bad.load(std::nullopt);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, StartsWith("--max-usd is -1;"));
}

TEST_F(SettingsTest, TakeATaggerWithItsModelWhereItHasOne) {
  ASSERT_TRUE(load({"--second-opinion", "bedrock:us.anthropic.claude-haiku-4-5:0/zero-shot"}));
  EXPECT_EQ(settings_->text("live.second_opinion"),
            "bedrock:us.anthropic.claude-haiku-4-5:0/zero-shot");
  EXPECT_THAT(fault({"--tagger", "local:claude_haiku"}),
              HasSubstr("; :MODEL or :MODEL/STRATEGY may follow bedrock, openai and cascade"));
  EXPECT_THAT(fault({"--tagger", "bedrok:claude_haiku"}), EndsWith("; did you mean bedrock?"));
  const std::string file = write_home("[llm]\nprovider = 'amazon'\n");
  EXPECT_EQ(fault(), file + ":2: llm.provider is 'amazon'; allowed is one of bedrock, openai");
}

TEST_F(SettingsTest, LetsTheIntervalFollowTheWindowUntilSomebodySetsIt) {
  ASSERT_TRUE(load({"--window", "10"}));
  EXPECT_EQ(window_plan(*settings_, "live").window_s, 10);
  EXPECT_EQ(window_plan(*settings_, "live").interval_s, 10);
  EXPECT_EQ(unheard_part(window_plan(*settings_, "live")), std::nullopt);
  EXPECT_EQ(window_plan(*settings_, "tag").interval_s, 30);
  ASSERT_TRUE(load({"--window", "10", "--interval", "4"}));
  EXPECT_EQ(window_plan(*settings_, "live").interval_s, 4);
  EXPECT_EQ(fault({"--interval", "0.5"}),
            "--interval is 0.5; allowed is 0 or a number from 1 to 3600");
}

TEST_F(SettingsTest, TellsWhatAnIntervalBeyondTheWindowLeavesOut) {
  ASSERT_TRUE(load({"--window", "10", "--interval", "30"}));
  EXPECT_EQ(unheard_part(window_plan(*settings_, "live")),
            "the interval of 30 s is longer than the window of 10 s: 20 s between one window and "
            "the next are not heard");
}

TEST(SettingTable, DerivesFlagAndVariableFromTheKey) {
  const SettingSpec* spec = find_setting("live.second_opinion");
  ASSERT_NE(spec, nullptr);
  EXPECT_EQ(spec->flag(), "--second-opinion");
  EXPECT_EQ(spec->environment_variable(), "AIRMARK_LIVE_SECOND_OPINION");
  EXPECT_EQ(find_setting("live.second-opinion"), nullptr);
}

TEST(SettingTable, IsGroupedBySection) {
  std::vector<std::string_view> sections;
  for (const SettingSpec& spec : setting_table())
    if (sections.empty() || sections.back() != spec.section()) sections.push_back(spec.section());
  EXPECT_THAT(sections, ElementsAre("live", "tag", "eval", "llm"));
}

TEST(SettingText, IsTheShortestThatReadsBack) {
  EXPECT_EQ(setting_text(30.0), "30");
  EXPECT_EQ(setting_text(0.1), "0.1");
  EXPECT_EQ(setting_text(std::string("a\"b\\\n")), R"("a\"b\\\n")");
  EXPECT_EQ(setting_text(std::vector<std::string>{"a", "b"}), R"(["a","b"])");
  EXPECT_EQ(setting_text(std::string("\xff")),
            "\"\xef\xbf\xbd\"");  // a file name that is not UTF-8
}

}  // namespace
}  // namespace airmark::tools
