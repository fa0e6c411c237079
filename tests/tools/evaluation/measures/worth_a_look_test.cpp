#include "tools/evaluation/measures/worth_a_look.h"

#include <gtest/gtest.h>

#include "tests/tools/evaluation/measures/made_answers.h"

namespace airmark::tools {
namespace {

using Taggers = std::vector<TaggerAnswers>;

/// Two taggers, one clip.
std::vector<WorthALook> of_two(const std::vector<TagScore>& model,
                               const std::vector<TagScore>& heuristic) {
  return worth_a_look(Taggers{{"model", false, {answer_of("a", "rock", model)}},
                              {"heuristic", false, {answer_of("a", "rock", heuristic)}}});
}

TEST(WorthALookOf, IsGreatestWhereUnsureTaggersDisagree) {
  const double apart_unsure =
      of_two({{"rock", 0.5}, {"pop", 0.4}}, {{"metal", 0.4}, {"pop", 0.4}}).at(0).priority;
  const double apart_sure = of_two({{"rock", 0.9}}, {{"metal", 0.9}}).at(0).priority;
  const double agreed_unsure =
      of_two({{"rock", 0.5}, {"pop", 0.4}}, {{"rock", 0.4}, {"pop", 0.4}}).at(0).priority;
  EXPECT_NEAR(apart_unsure, (1.0 + 0.9) / 2, 1e-12);
  EXPECT_NEAR(apart_sure, (1.0 + 0.1) / 2, 1e-12);
  EXPECT_NEAR(agreed_unsure, 0.9 / 2, 1e-12);
}

TEST(WorthALookOf, SaysWhoSaidWhat) {
  EXPECT_EQ(of_two({{"rock", 0.5}, {"pop", 0.4}}, {{"metal", 0.4}, {"pop", 0.35}}).at(0).reason,
            "model says rock, heuristic says metal; the clearest lead is 0.10");
  EXPECT_EQ(of_two({{"rock", 0.5}}, {}).at(0).reason,
            "model says rock, heuristic cannot tell; the clearest lead is 0.50");
}

TEST(WorthALookOf, IsNotWhatAllAreCertainOf) {
  EXPECT_TRUE(of_two({{"rock", 1.0}}, {{"rock", 0.6}}).empty());
}

TEST(WorthALookOf, OneAnswerIsJudgedByItsLead) {
  const auto clips = worth_a_look(
      Taggers{{"model", false, {answer_of("a", "rock", {{"rock", 0.6}, {"pop", 0.3}})}},
              {"claude", true, {failure_of("a", "rock", ErrorKind::Timeout)}}});
  ASSERT_EQ(clips.size(), 1u);
  EXPECT_NEAR(clips[0].priority, 0.7, 1e-12);
}

TEST(WorthALookOf, LeavesOutWhatNobodyAnsweredAndWhatWasTrainedOn) {
  TaggerAnswers model{"model", false, {}};
  model.answers = {failure_of("a", "rock", ErrorKind::Timeout),
                   answer_of("b", "rock", {{"rock", 0.3}})};
  model.answers[1].acquaintance = Acquaintance::TrainedOn;
  EXPECT_TRUE(worth_a_look(Taggers{model}).empty());
}

TEST(WorthALookOf, ThreeTaggersThatAllDisagreeComeBeforeTwoAgainstOne) {
  const auto says = [](const std::string& file, const char* genre) {
    return answer_of(file, "rock", {{genre, 0.5}});
  };
  const auto clips =
      worth_a_look(Taggers{{"one", false, {says("a", "pop"), says("b", "pop")}},
                           {"two", false, {says("a", "pop"), says("b", "jazz")}},
                           {"three", false, {says("a", "rock"), says("b", "rock")}}});
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].file, "b");
  EXPECT_NEAR(clips[0].priority, 0.75, 1e-12);
  EXPECT_LT(clips[1].priority, clips[0].priority);
}

TEST(WorthALookOf, DoesNotLookAtTheTruth) {
  TaggerAnswers answers = drawn_answers(40, 5);
  const auto before = worth_a_look(Taggers{answers});
  for (ClipAnswer& answer : answers.answers) answer.actual_genre = "disco";
  const auto after = worth_a_look(Taggers{answers});
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t n = 0; n < after.size(); ++n) EXPECT_EQ(after[n].file, before[n].file);
}

}  // namespace
}  // namespace airmark::tools
