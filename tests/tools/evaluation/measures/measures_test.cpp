#include "tools/evaluation/measures/measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "tests/tools/evaluation/measures/made_answers.h"

namespace airmark::tools {
namespace {

void expect_ones(const MeanMeasures& mean) {
  EXPECT_DOUBLE_EQ(mean.precision, 1.0);
  EXPECT_DOUBLE_EQ(mean.recall, 1.0);
  EXPECT_DOUBLE_EQ(mean.f1, 1.0);
}

TEST(Measures, OfAPerfectTaggerAreOnes) {
  const Measures m = measure_answers(
      certain_answers({{"pop", "pop"}, {"jazz", "jazz"}, {"pop", "pop"}, {"rock", "rock"}}), 1);
  for (const Estimate& e : {m.accuracy, m.top3, m.balanced_accuracy, m.macro_f1})
    EXPECT_DOUBLE_EQ(e.value, 1.0);
  EXPECT_DOUBLE_EQ(m.cohen_kappa.value, 1.0);
  expect_ones(m.macro);
  expect_ones(m.weighted);
  EXPECT_DOUBLE_EQ(m.accuracy.lowest, 1.0);
  EXPECT_EQ(m.calibration_error.value, 0.0);
  EXPECT_EQ(m.brier_score.value, 0.0);
  EXPECT_DOUBLE_EQ(m.mean_confidence_right, 1.0);
  EXPECT_EQ(m.mean_confidence_wrong, 0.0);
  EXPECT_DOUBLE_EQ(m.accuracy_of_surest_half, 1.0);
}

TEST(Measures, OfAConstantTaggerHaveNoKappa) {
  const Measures m = measure_answers(
      certain_answers({{"pop", "pop"}, {"jazz", "pop"}, {"pop", "pop"}, {"rock", "pop"}}), 1);
  EXPECT_DOUBLE_EQ(m.accuracy.value, 0.5);
  EXPECT_EQ(m.cohen_kappa.value, 0.0);
  EXPECT_DOUBLE_EQ(m.balanced_accuracy.value, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(m.brier_score.value, 1.0);  // half of the clips err by 1 in two genres
}

TEST(Measures, GiveAHandMadeTable) {
  TaggerAnswers answers{"model", false, {}};
  answers.answers = {
      answer_of("a", "jazz", {{"jazz", 0.8}, {"pop", 0.2}}),
      answer_of("b", "jazz", {{"pop", 0.5}, {"rock", 0.2}, {"jazz", 0.1}}),
      answer_of("c", "pop", {{"ska", 0.6}, {"rock", 0.2}, {"jazz", 0.1}, {"pop", 0.1}}),
      failure_of("d", "pop", ErrorKind::BadReply),
      answer_of("e", "pop", {}),
      answer_of("f", "pop", {{"pop", 0.7}})};
  const Measures m = measure_answers(answers, 1);
  EXPECT_EQ(m.tagger, "model");
  EXPECT_EQ(m.genres, (std::vector<std::string>{"jazz", "pop", "ska"}));
  EXPECT_DOUBLE_EQ(m.accuracy.value, 2.0 / 6.0);
  EXPECT_DOUBLE_EQ(m.top3.value, 3.0 / 6.0);
  EXPECT_DOUBLE_EQ(m.balanced_accuracy.value, (1.0 / 2.0 + 1.0 / 4.0) / 2.0);
  EXPECT_EQ(m.confusion,
            (std::vector<std::vector<std::size_t>>{{1, 1, 0, 0}, {0, 1, 1, 2}, {0, 0, 0, 0}}));
  EXPECT_EQ(m.by_genre[1].support, 4u);
  EXPECT_DOUBLE_EQ(m.by_genre[1].precision, 0.5);
  EXPECT_DOUBLE_EQ(m.by_genre[1].f1, 2.0 * 1.0 / (4.0 + 2.0));
  EXPECT_EQ(m.by_genre[2].precision, 0.0);
  EXPECT_DOUBLE_EQ(m.macro.precision, (1.0 + 0.5) / 2.0);  // no clip is ska
  EXPECT_DOUBLE_EQ(m.weighted.precision, (2 * 1.0 + 4 * 0.5) / 6.0);
  const double squared_errors[] = {
      0.04 + 0.04, 0.25 + 0.04 + 0.81, 0.36 + 0.04 + 0.01 + 0.81, 1.0, 1.0, 0.09};
  EXPECT_NEAR(m.brier_score.value,
              std::accumulate(std::begin(squared_errors), std::end(squared_errors), 0.0) / 6.0,
              1e-12);
  EXPECT_EQ(m.failure_count, 1u);
  EXPECT_EQ(m.parse_failure_count, 1u);
  EXPECT_EQ(m.unsure_count, 1u);
  EXPECT_DOUBLE_EQ(m.accuracy_of_surest_half, 2.0 / 3.0);
}

TEST(Measures, TellOneF1AndOneBalancedAccuracy) {
  const Measures m = measure_answers(drawn_answers(300, 7), 1);
  EXPECT_EQ(m.macro_f1.value, m.macro.f1);
  EXPECT_EQ(m.balanced_accuracy.value, m.macro.recall);
  EXPECT_DOUBLE_EQ(m.weighted.recall, m.accuracy.value);
}

TEST(Measures, CountTrainedOnClipsByThemselves) {
  TaggerAnswers answers = certain_answers({{"pop", "jazz"}, {"pop", "pop"}, {"pop", "ska"}});
  const Measures alone = measure_answers(answers, 1);
  answers.answers[0].acquaintance = Acquaintance::OutOfFold;
  for (const char* said : {"pop", "rock"}) {
    answers.answers.push_back(answer_of(std::string("known ") + said, "pop", {{said, 1.0}}));
    answers.answers.back().acquaintance = Acquaintance::TrainedOn;
    answers.answers.back().tags.cost_usd = 1.0;
  }
  const Measures m = measure_answers(answers, 1);
  EXPECT_EQ(m.clip_count, 3u);
  EXPECT_EQ(m.out_of_fold_count, 1u);
  EXPECT_EQ(m.trained_on_count, 2u);
  EXPECT_DOUBLE_EQ(m.trained_on_accuracy, 0.5);
  EXPECT_EQ(m.genres, alone.genres);
  EXPECT_EQ(m.accuracy.value, alone.accuracy.value);
  EXPECT_EQ(m.accuracy.highest, alone.accuracy.highest);
  EXPECT_EQ(m.cost_usd, 0.0);
}

TEST(Measures, DoNotDependOnTheOrderOfClipsButForIntervals) {
  const TaggerAnswers answers = drawn_answers(200, 3);
  TaggerAnswers turned = answers;
  std::ranges::reverse(turned.answers);
  const Measures a = measure_answers(answers, 1), b = measure_answers(turned, 1);
  for (const auto figure :
       {&Measures::accuracy, &Measures::top3, &Measures::balanced_accuracy, &Measures::macro_f1,
        &Measures::cohen_kappa, &Measures::calibration_error, &Measures::brier_score})
    EXPECT_NEAR((a.*figure).value, (b.*figure).value, 1e-12);
  EXPECT_EQ(a.confusion, b.confusion);
  ASSERT_EQ(a.coverage.size(), b.coverage.size());
  for (std::size_t n = 0; n < a.coverage.size(); ++n)
    EXPECT_EQ(a.coverage[n].accuracy, b.coverage[n].accuracy);
}

TEST(Measures, AreTheSameForTheSameSeed) {
  const TaggerAnswers answers = drawn_answers(200, 3);
  const Measures a = measure_answers(answers, 9), b = measure_answers(answers, 9);
  const Measures other = measure_answers(answers, 10);
  EXPECT_EQ(a.macro_f1.lowest, b.macro_f1.lowest);
  EXPECT_EQ(a.brier_score.highest, b.brier_score.highest);
  EXPECT_NE(a.brier_score.highest, other.brier_score.highest);
}

TEST(Measures, HaveIntervalsRoundTheirFigures) {
  const Measures m = measure_answers(drawn_answers(400, 4), 1);
  const double half = 1.96 * std::sqrt(m.accuracy.value * (1.0 - m.accuracy.value) / 400.0);
  EXPECT_NEAR(m.accuracy.lowest, m.accuracy.value - half, 0.01);
  EXPECT_NEAR(m.accuracy.highest, m.accuracy.value + half, 0.01);
  for (const Estimate& e : {m.top3, m.balanced_accuracy, m.macro_f1, m.cohen_kappa,
                            m.calibration_error, m.brier_score}) {
    EXPECT_LT(e.lowest, e.value);
    EXPECT_GT(e.highest, e.value);
    EXPECT_LT(e.highest - e.lowest, 0.2);
  }
}

}  // namespace
}  // namespace airmark::tools
