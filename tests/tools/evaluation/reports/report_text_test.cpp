#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/tools/evaluation/reports/made_up_evaluation.h"
#include "tools/evaluation/reports/classification_text.h"
#include "tools/evaluation/reports/csv_reports.h"
#include "tools/evaluation/reports/detailed_json.h"
#include "tools/evaluation/reports/html_page.h"
#include "tools/evaluation/reports/metrics_json.h"
#include "tools/evaluation/reports/origin_json.h"
#include "tools/training/csv_records.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

std::vector<CsvRecord> records(const std::string& text) { return parse_csv(text, "made").value(); }

TEST(PerformanceCsv, HasARowPerTaggerAndAsManyCellsAsColumns) {
  const auto rows = records(performance_csv(made_up_evaluation()));
  ASSERT_EQ(rows.size(), 3U);
  for (const CsvRecord& row : rows) EXPECT_EQ(row.cells.size(), rows[0].cells.size());
  EXPECT_THAT(
      std::vector(rows[0].cells.begin(), rows[0].cells.begin() + 5),
      ElementsAre("tagger", "clip_count", "accuracy", "accuracy_lowest", "accuracy_highest"));
  EXPECT_EQ(rows[1].cells[0], "model");
  EXPECT_EQ(std::stod(rows[1].cells[2]), 11.0 / 12.0);
}

TEST(ConfusionCsv, CountsEverySongOnce) {
  const Evaluation evaluation = made_up_evaluation();
  const auto rows = records(confusion_csv(evaluation));
  std::map<std::string, std::size_t> songs;
  for (std::size_t row = 1; row < rows.size(); ++row)
    songs[rows[row].cells[0]] += std::stoul(rows[row].cells[3]);
  for (const Measures& m : evaluation.measures) EXPECT_EQ(songs[m.tagger], m.clip_count);
  EXPECT_THAT(confusion_csv(evaluation),
              HasSubstr("bedrock:claude_haiku/hybrid,blues,no answer,2\n"));
}

TEST(WorthALookCsv, QuotesWhatHasCommas) {
  Evaluation evaluation;
  evaluation.worth_a_look = {{"a,b.wav", 0.5, "model says rock, heuristic metal"}};
  EXPECT_EQ(worth_a_look_csv(evaluation),
            "rank,file,priority,reason\n1,\"a,b.wav\",0.5,\"model says rock, heuristic metal\"\n");
}

TEST(MetricsJson, HoldsEveryTaggerAndPairButNoTimes) {
  const std::string text = metrics_json(made_up_evaluation());
  const Json json = Json::parse(text);
  EXPECT_EQ(json["taggers"].size(), 2U);
  EXPECT_EQ(json["taggers"][0]["trained_on_count"], 1);
  EXPECT_EQ(json["comparisons"].size(), 1U);
  EXPECT_FALSE(json["warnings"].empty());
  EXPECT_THAT(text, Not(HasSubstr("latency")));
}

TEST(PerturbationsCsv, HasARowPerTaggerAndPerturbation) {
  const auto rows = records(perturbations_csv(made_up_perturbed_evaluation()));
  ASSERT_EQ(rows.size(), 5U);
  for (const CsvRecord& row : rows) EXPECT_EQ(row.cells.size(), 17U);
  const auto front = [&](std::size_t row) {
    return std::vector(rows[row].cells.begin(), rows[row].cells.begin() + 5);
  };
  EXPECT_THAT(front(0), ElementsAre("tagger", "perturbation", "clip_count", "unchanged_count",
                                    "failure_count"));
  EXPECT_THAT(front(1), ElementsAre("model", "louder", "12", "1", "0"));
  EXPECT_THAT(front(2), ElementsAre("model", "mp3", "12", "0", "0"));
  EXPECT_EQ(rows[1].cells[8], "0");
  EXPECT_NEAR(std::stod(rows[2].cells[8]), -1.0 / 12.0, 1e-12);
  EXPECT_EQ(rows[2].cells[11], "1");
  EXPECT_EQ(rows[4].cells[4], "2") << "one song more than before has no answer";
}

TEST(MetricsJson, HoldsPerturbationsWhereThereAreAny) {
  EXPECT_FALSE(Json::parse(metrics_json(made_up_evaluation())).contains("perturbations"));
  const Json effects = Json::parse(metrics_json(made_up_perturbed_evaluation()))["perturbations"];
  ASSERT_EQ(effects.size(), 4U);
  EXPECT_EQ(effects[1]["perturbation"], "mp3");
  EXPECT_EQ(effects[1]["right_to_wrong"], 1);
}

TEST(DetailedJson, NamesTheSongsThatAPerturbationChanges) {
  const Evaluation evaluation = made_up_perturbed_evaluation();
  const Json json = Json::parse(detailed_json(evaluation))["perturbations"];
  ASSERT_EQ(json.size(), 4U);
  EXPECT_EQ(json[0]["changed"].size(), 0U);
  ASSERT_EQ(json[1]["changed"].size(), 1U);
  const Json& song = json[1]["changed"][0];
  EXPECT_EQ(song["predicted_before"], song["actual_genre"]);
  EXPECT_EQ(song["predicted_after"], "metal");
  EXPECT_TRUE(json[3]["changed"][0]["predicted_after"].is_null());
}

TEST(ClassificationText, HasATableOfPerturbations) {
  const std::string text = classification_text(made_up_perturbed_evaluation());
  EXPECT_THAT(text, HasSubstr("After small changes of the sound\n"));
  EXPECT_THAT(text, ::testing::ContainsRegex("model +mp3 +12 .* -0\\.083 \\["));
  EXPECT_THAT(text, HasSubstr("bedrock:claude_haiku/hybrid, mp3: 2 of 13 songs got no answer"));
}

TEST(HtmlPage, EscapesWhatAPerturbationMeans) {
  EXPECT_THAT(html_page(made_up_perturbed_evaluation(), {}), HasSubstr("through &lt;MP3&gt;"));
}

TEST(OriginJson, HasEmptyObjectsWhereNothingIsToBeSaid) {
  const Json json = Json::parse(origin_json({}));
  EXPECT_TRUE(json["configuration"].is_object());
  EXPECT_TRUE(json["model_sha256"].is_object());
}

TEST(DetailedJson, NamesMistakesAndWhatEveryTaggerGotWrong) {
  const Json json = Json::parse(detailed_json(made_up_evaluation()));
  EXPECT_EQ(json["wrong_by_every_tagger"].size(), 1U);
  EXPECT_EQ(json["wrong_by_every_tagger"][0]["file"], "jazz/jazz.00001.wav");
  const Json& jazz = json["taggers"][0]["genres"][1];
  EXPECT_EQ(jazz["genre"], "jazz");
  EXPECT_EQ(jazz["mistaken_for"], Json::parse(R"([{"predicted_genre":"rock","count":1}])"));
  EXPECT_EQ(jazz["surest_mistakes"][0]["file"], "jazz/jazz.00001.wav");
  const Json& blues = json["taggers"][1]["genres"][0];
  EXPECT_TRUE(blues["mistaken_for"][0]["predicted_genre"].is_null());
  EXPECT_EQ(blues["mistaken_for"][0]["count"], 2);
  EXPECT_EQ(blues["surest_mistakes"].size(), 1U) << "a failure is no mistake";
}

TEST(DetailedJson, PutsTheLeastSureHitFirst) {
  const Json json = Json::parse(detailed_json(made_up_evaluation()));
  const Json& hits = json["taggers"][0]["least_sure_hits"];
  EXPECT_EQ(hits.size(), 10U);
  for (std::size_t i = 1; i < hits.size(); ++i)
    EXPECT_LE(hits[i - 1]["confidence"], hits[i]["confidence"]);
}

TEST(ClassificationText, HasTheKnownTableAndKeepsMemoryApart) {
  const std::string text = classification_text(made_up_evaluation());
  EXPECT_THAT(text, HasSubstr("precision     recall   f1-score    support\n"));
  EXPECT_THAT(text, HasSubstr("  jazz                 1.00       0.75       0.86          4\n"));
  EXPECT_THAT(text, HasSubstr("  accuracy                                   0.92         12\n"));
  EXPECT_THAT(text, HasSubstr("Apart: accuracy 1.000 on 1 song that the model was trained on."));
  EXPECT_THAT(text, AllOf(HasSubstr("McNemar"), HasSubstr("Read this first")));
}

TEST(ClassificationText, MarksEveryFigureOfASplitThatIsNotComparable) {
  Evaluation evaluation = made_up_evaluation();
  evaluation.origin.split_note = "not comparable: artists repeat";
  EXPECT_THAT(classification_text(evaluation), HasSubstr("]  (not comparable: artists repeat)\n"));
}

TEST(HtmlPage, EscapesWhatTaggersSay) {
  Evaluation evaluation = made_up_evaluation();
  evaluation.origin.dataset = "<script>alert('x')</script>";
  const std::string page = html_page(evaluation, {});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)"));
  EXPECT_THAT(page, HasSubstr("Sounds like &lt;rock&gt; &amp; &quot;more&quot;"));
}

TEST(HtmlPage, MarksTheFiguresOfASplitThatIsNotComparable) {
  Evaluation evaluation = made_up_evaluation();
  evaluation.origin.split_note = "not comparable: artists repeat";
  const std::string page = html_page(evaluation, {});
  std::size_t notes = 0;
  for (std::size_t at = page.find("class=\"note\""); at != std::string::npos;
       at = page.find("class=\"note\"", at + 1))
    ++notes;
  EXPECT_EQ(notes, 1 + evaluation.taggers.size());
}

TEST(HtmlPage, FetchesNothing) {
  const std::string page = html_page(made_up_evaluation(), {});
  for (const char* reference : {"http", "src=", "href=", "url(", "@import", "<link"})
    EXPECT_THAT(page, Not(HasSubstr(reference)));
}

}  // namespace
}  // namespace airmark::tools
