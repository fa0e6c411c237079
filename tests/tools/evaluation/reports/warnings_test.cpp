#include "tools/evaluation/reports/warnings.h"

#include <gmock/gmock.h>

#include "analysis/vocabulary/genres.h"
#include "tests/tools/evaluation/reports/made_up_evaluation.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Measures faultless() {
  Measures m;
  m.tagger = "model";
  m.clip_count = 290;
  m.accuracy = {0.76, 0.71, 0.81};
  m.calibration_error = {0.05, 0.03, 0.08};
  for (const std::string& genre : genre_identifiers()) m.by_genre.push_back({genre, 30, 0, 0, 0});
  return m;
}

std::vector<std::string> warnings_about(const Measures& measures, std::string split_note = "") {
  Evaluation evaluation;
  evaluation.measures = {measures};
  evaluation.origin.split = "random-10";
  evaluation.origin.split_note = std::move(split_note);
  return warnings_of(evaluation);
}

TEST(Warnings, AreNoneWhereNothingIsToBeSaid) {
  EXPECT_THAT(warnings_about(faultless()), IsEmpty());
}

TEST(Warnings, DoubtAnAccuracyAboveTheCeilingAndSayWhy) {
  Measures m = faultless();
  m.accuracy.value = 0.945;
  EXPECT_THAT(warnings_about(m), IsEmpty());
  m.accuracy.value = 0.9451;
  EXPECT_THAT(warnings_about(m),
              Contains(AllOf(HasSubstr("94.5 %"), HasSubstr("Sturm 2013"), HasSubstr("model: "),
                             HasSubstr("mislabelled and repeated"))));
}

TEST(Warnings, TellThatASplitIsNotComparable) {
  EXPECT_EQ(warnings_about(faultless(), "not comparable: artists repeat").front(),
            "The split \"random-10\" is not comparable: artists repeat.");
}

TEST(Warnings, TellOfSongsThatWereTrainedOn) {
  Measures m = faultless();
  m.trained_on_count = 1;
  m.out_of_fold_count = 2;
  const auto warnings = warnings_about(m);
  EXPECT_THAT(warnings, Contains(HasSubstr("trained on 1 song of this dataset")));
  EXPECT_THAT(warnings, Contains(HasSubstr("2 songs are answered by models of the same recipe")));
}

TEST(Warnings, TellOfFailuresAndPoorCalibration) {
  Measures m = faultless();
  m.failure_count = 3;
  m.parse_failure_count = 2;
  m.calibration_error.value = 0.21;
  const auto warnings = warnings_about(m);
  EXPECT_THAT(warnings, Contains(HasSubstr("3 of 290 songs got no answer (2 because")));
  EXPECT_THAT(warnings, Contains(HasSubstr("calibration error 0.210 is above 0.10")));
}

TEST(Warnings, NameGenresWithFewSongsAndThoseWithNone) {
  Measures m = faultless();
  m.by_genre[0].support = 29;
  m.by_genre[1].support = 0;
  const auto warnings = warnings_about(m);
  EXPECT_THAT(warnings, Contains(HasSubstr("Fewer than 30 songs that count: blues (29);")));
  EXPECT_THAT(warnings, Contains(HasSubstr("No songs that count: classical;")));
}

TEST(Warnings, CallOneSongOneSong) {
  EXPECT_THAT(made_up_evaluation().warnings, AllOf(Contains(HasSubstr("1 song is answered")),
                                                   Not(Contains(HasSubstr("1 songs")))));
}

}  // namespace
}  // namespace airmark::tools
