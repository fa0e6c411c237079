#include "tools/evaluation/measures/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/tools/evaluation/measures/made_answers.h"

namespace airmark::tools {
namespace {

TEST(CompareAnswers, CountsWhoIsRightWhere) {
  const auto first = certain_answers(
      {{"pop", "pop"}, {"pop", "pop"}, {"jazz", "jazz"}, {"jazz", "pop"}, {"jazz", "pop"}});
  const auto second = certain_answers(
      {{"pop", "pop"}, {"pop", "jazz"}, {"jazz", "pop"}, {"jazz", "jazz"}, {"jazz", "pop"}});
  const Comparison c = compare_answers(first, second, 1);
  EXPECT_EQ(c.clip_count, 5u);
  EXPECT_EQ(c.both_right, 1u);
  EXPECT_EQ(c.only_first_right, 2u);
  EXPECT_EQ(c.only_second_right, 1u);
  EXPECT_EQ(c.both_wrong, 1u);
  EXPECT_DOUBLE_EQ(c.agreement, 0.4);
  // by chance: pop 4/5 · 3/5, jazz 1/5 · 2/5
  EXPECT_DOUBLE_EQ(c.kappa, (10.0 - 14.0) / (25.0 - 14.0));
  EXPECT_DOUBLE_EQ(c.mcnemar_p, 1.0);
  EXPECT_DOUBLE_EQ(c.accuracy_difference.value, 0.2);
}

TEST(CompareAnswers, FindsNoDifferenceOfATaggerToItself) {
  const TaggerAnswers answers = drawn_answers(60, 2);
  const Comparison c = compare_answers(answers, answers, 1);
  EXPECT_EQ(c.only_first_right + c.only_second_right, 0u);
  EXPECT_DOUBLE_EQ(c.mcnemar_p, 1.0);
  EXPECT_EQ(c.accuracy_difference.lowest, 0.0);
  EXPECT_EQ(c.accuracy_difference.highest, 0.0);
}

TEST(CompareAnswers, TurnsRoundWithItsTaggers) {
  const TaggerAnswers first = drawn_answers(80, 2), second = drawn_answers(80, 3);
  const Comparison one = compare_answers(first, second, 1);
  const Comparison other = compare_answers(second, first, 1);
  EXPECT_EQ(one.only_first_right, other.only_second_right);
  EXPECT_DOUBLE_EQ(one.kappa, other.kappa);
  EXPECT_DOUBLE_EQ(one.mcnemar_p, other.mcnemar_p);
  EXPECT_DOUBLE_EQ(one.accuracy_difference.value, -other.accuracy_difference.value);
  EXPECT_DOUBLE_EQ(one.accuracy_difference.lowest, -other.accuracy_difference.highest);
}

TEST(CompareAnswers, PairsTheResamples) {
  // Right on the same 90 of 100 clips but for five: the difference varies by √5 clips, where two
  // independent taggers would differ by √(2 · 100 · 0.9 · 0.1) clips.
  TaggerAnswers first{"first", false, {}}, second{"second", false, {}};
  for (int n = 0; n < 100; ++n) {
    const std::string file = std::to_string(n);
    first.answers.push_back(answer_of(file, "pop", {{n < 90 ? "pop" : "jazz", 0.9}}));
    second.answers.push_back(answer_of(file, "pop", {{n < 85 ? "pop" : "jazz", 0.9}}));
  }
  const Comparison c = compare_answers(first, second, 1);
  EXPECT_NEAR(c.accuracy_difference.value, 0.05, 1e-12);
  EXPECT_NEAR(c.accuracy_difference.lowest, 0.05 - 1.96 * std::sqrt(5.0) / 100, 0.011);
  EXPECT_NEAR(c.accuracy_difference.highest, 0.05 + 1.96 * std::sqrt(5.0) / 100, 0.011);
}

TEST(CompareAnswers, MatchesClipsByFileAndLeavesOutWhatOneWasTrainedOn) {
  TaggerAnswers first{"first", false, {}}, second{"second", false, {}};
  for (const char* file : {"a", "b", "c"})
    first.answers.push_back(answer_of(file, "pop", {{"pop", 0.9}}));
  for (const char* file : {"c", "b", "x"})
    second.answers.push_back(answer_of(file, "pop", {{"jazz", 0.9}}));
  first.answers[1].acquaintance = Acquaintance::TrainedOn;
  const Comparison c = compare_answers(first, second, 1);
  EXPECT_EQ(c.clip_count, 1u);
  EXPECT_EQ(c.only_first_right, 1u);
}

TEST(CompareAnswers, TwoFailuresAreNoAgreement) {
  TaggerAnswers answers{"made", false, {}};
  answers.answers = {failure_of("a", "pop", ErrorKind::Timeout), answer_of("b", "pop", {})};
  const Comparison c = compare_answers(answers, answers, 1);
  EXPECT_EQ(c.both_wrong, 2u);
  EXPECT_EQ(c.agreement, 0.0);
  EXPECT_EQ(c.kappa, 0.0);
}

TEST(CompareAnswers, SaysNothingWithoutCommonClips) {
  const TaggerAnswers nothing{"made", false, {}};
  const Comparison c = compare_answers(nothing, nothing, 1);
  EXPECT_EQ(c.clip_count, 0u);
  EXPECT_EQ(c.mcnemar_p, 1.0);
}

}  // namespace
}  // namespace airmark::tools
