#include "tools/evaluation/reports/run_comparison.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/tools/evaluation/reports/made_up_evaluation.h"
#include "tools/evaluation/reports/report_files.h"

namespace airmark::tools {
namespace {

using airmark::testing::TemporaryFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class TwoRuns : public ::testing::Test {
 protected:
  ClipAnswer& second_answer(std::size_t tagger, std::size_t song) {
    return second_.taggers[tagger].answers[song];
  }
  Result<RunComparison> compared() {
    measure_again(first_);
    measure_again(second_);
    EXPECT_TRUE(write_reports(first_, folder_.path() / "one"));
    EXPECT_TRUE(write_reports(second_, folder_.path() / "two"));
    return compare_run_folders(folder_.path() / "one", folder_.path() / "two");
  }

  Evaluation first_ = made_up_evaluation(), second_ = made_up_evaluation();
  const TemporaryFolder folder_;
};

TEST_F(TwoRuns, ThatAreAlikeAreSaidToBe) {
  const auto runs = compared();
  ASSERT_TRUE(runs) << runs.error().message;
  EXPECT_TRUE(runs.value().differences.empty());
  ASSERT_EQ(runs.value().taggers.size(), 2U);
  EXPECT_EQ(runs.value().taggers[0].comparison.agreement, 1.0);
  EXPECT_THAT(
      comparison_text(runs.value()),
      AllOf(HasSubstr("Nothing that is recorded"), HasSubstr("Every song was called the same"),
            Not(HasSubstr("Right in run 1, wrong in run 2"))));
}

TEST_F(TwoRuns, TellEachSongThatChangedWithBothReasons) {
  second_answer(0, 0).tags.tags = {{"rock", 0.6}};
  second_answer(0, 0).tags.reasoning = "Loud guitars";
  second_answer(0, 5).tags.tags = {{"jazz", 0.6}};
  const auto runs = compared();
  ASSERT_TRUE(runs);
  const TaggerChange& model = runs.value().taggers[0];
  ASSERT_EQ(model.lost.size(), 1U);
  EXPECT_EQ(model.lost[0].first.file, "blues/blues.00000.wav");
  ASSERT_EQ(model.gained.size(), 1U);
  EXPECT_EQ(model.gained[0].first.file, "jazz/jazz.00001.wav");
  EXPECT_EQ(model.by_genre[0].lost, 1U);
  EXPECT_EQ(model.by_genre[1].gained, 1U);
  EXPECT_EQ(model.comparison.only_first_right, 1U);
  EXPECT_THAT(
      comparison_text(runs.value()),
      AllOf(HasSubstr("Right in run 1, wrong in run 2 (1)\n    blues/blues.00000.wav is blues\n"
                      "      run 1: blues, 0.50: Sounds like <blues>"),
            HasSubstr("      run 2: rock, 0.50: Loud guitars\n"),
            HasSubstr("Wrong in run 1, right in run 2 (1)\n    jazz/jazz.00001.wav")));
}

TEST_F(TwoRuns, TellWhatTheyWereNotAskedAlike) {
  second_.origin.configuration["llm.temperature"] = "0.7";
  second_.origin.configuration.erase("window_s");
  second_.origin.split = "stratified";
  const auto runs = compared();
  ASSERT_TRUE(runs);
  EXPECT_EQ(runs.value().differences.size(), 3U);
  EXPECT_THAT(comparison_text(runs.value()),
              AllOf(HasSubstr("  split\n    run 1: filtered\n    run 2: stratified\n"),
                    HasSubstr("  llm.temperature\n    run 1: 0\n    run 2: 0.7\n"),
                    HasSubstr("  window_s\n    run 1: 30\n    run 2: (none)\n")));
}

TEST_F(TwoRuns, AreComparedOnTheSongsInCommon) {
  second_.taggers[0].answers.erase(second_.taggers[0].answers.begin());
  second_answer(0, 0).actual_genre = "jazz";
  second_answer(0, 1).acquaintance = Acquaintance::TrainedOn;
  const auto runs = compared();
  ASSERT_TRUE(runs);
  const TaggerChange& model = runs.value().taggers[0];
  EXPECT_EQ(model.comparison.clip_count, 9U);
  EXPECT_EQ(model.first_measures.clip_count, 9U);
  EXPECT_EQ(model.only_first_count, 2U);
  EXPECT_EQ(model.only_second_count, 0U);
  EXPECT_EQ(model.relabelled_count, 1U);
}

TEST_F(TwoRuns, TellThatASongWasLostBecauseNobodyAnswered) {
  second_answer(0, 3).failure = Error{ErrorKind::Timeout, "no answer within 30 s"};
  second_answer(0, 3).tags = {};
  const auto runs = compared();
  ASSERT_TRUE(runs);
  EXPECT_THAT(comparison_text(runs.value()),
              AllOf(HasSubstr("1 of the songs lost got no answer in run 2."),
                    HasSubstr("run 2: no answer, 0.00: no answer within 30 s")));
}

TEST_F(TwoRuns, PairTheTaggersThatAreLeftOver) {
  second_.taggers[1].tagger = "bedrock:claude_haiku/zero-shot";
  const auto runs = compared();
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs.value().taggers.size(), 2U);
  EXPECT_EQ(runs.value().taggers[1].first, "bedrock:claude_haiku/hybrid");
  EXPECT_EQ(runs.value().taggers[1].second, "bedrock:claude_haiku/zero-shot");
}

TEST_F(TwoRuns, NameTaggersWithoutAPartner) {
  second_.taggers.pop_back();
  const auto runs = compared();
  ASSERT_TRUE(runs);
  EXPECT_EQ(runs.value().taggers.size(), 1U);
  EXPECT_THAT(comparison_text(runs.value()),
              HasSubstr("Only in run 1: bedrock:claude_haiku/hybrid\n"));
}

TEST_F(TwoRuns, WithoutSongsInCommonAreRefused) {
  for (TaggerAnswers& tagger : second_.taggers)
    for (ClipAnswer& answer : tagger.answers) answer.file = "other/" + answer.file;
  const auto runs = compared();
  ASSERT_FALSE(runs);
  EXPECT_EQ(runs.error().kind, ErrorKind::BadData);
  EXPECT_THAT(runs.error().message, HasSubstr("no song in common"));
}

TEST_F(TwoRuns, TellProgramsTheSame) {
  second_answer(0, 0).tags.tags = {{"rock", 0.6}};
  const auto runs = compared();
  ASSERT_TRUE(runs);
  const auto json = nlohmann::json::parse(comparison_json(runs.value()));
  EXPECT_EQ(json["taggers"][0]["lost"][0]["file"], "blues/blues.00000.wav");
  EXPECT_EQ(json["taggers"][0]["lost"][0]["second"]["predicted_genre"], "rock");
  EXPECT_EQ(json["taggers"][0]["clip_count"], 12);
}

TEST_F(TwoRuns, ThatAreNoneAreToldByName) {
  const auto missing = compare_runs(folder_.path() / "nowhere", folder_.path());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("nowhere; give the folder"));
  const auto foreign = compare_runs(folder_.path(), folder_.path());
  ASSERT_FALSE(foreign);
  EXPECT_THAT(foreign.error().message, HasSubstr("run.json"));
  std::ofstream(folder_.path() / "run.json") << "{\"version\": 3}";
  const auto odd = compare_runs(folder_.path(), folder_.path());
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().kind, ErrorKind::BadData);
  EXPECT_THAT(odd.error().message, HasSubstr("run.json is not what an evaluation writes"));
}

}  // namespace
}  // namespace airmark::tools
