#include "tools/evaluation/measures/perturbation_effect.h"

#include <gmock/gmock.h>

#include "tests/tools/evaluation/measures/made_answers.h"
#include "tools/evaluation/measures/mcnemar.h"
#include "tools/evaluation/measures/measures.h"

namespace airmark::tools {
namespace {

/// Ten clips of jazz, all called so with 0.8.
TaggerAnswers all_right() {
  TaggerAnswers answers{"made", false, {}};
  for (int n = 0; n < 10; ++n)
    answers.answers.push_back(answer_of("clip." + std::to_string(n), "jazz", {{"jazz", 0.8}}));
  return answers;
}

PerturbationEffect effect_of(const TaggerAnswers& before, const TaggerAnswers& after,
                             std::set<std::string> unchanged = {}) {
  return perturbation_effect(before, {"louder", "6 dB", {after}, std::move(unchanged)}, 0, 1);
}

TEST(PerturbationEffect, OfNothingIsNone) {
  const PerturbationEffect effect = effect_of(all_right(), all_right());
  EXPECT_EQ(effect.tagger, "made");
  EXPECT_EQ(effect.perturbation, "louder");
  EXPECT_EQ(effect.clip_count, 10U);
  EXPECT_EQ(effect.difference.lowest, 0.0);
  EXPECT_EQ(effect.difference.highest, 0.0);
  EXPECT_EQ(effect.mcnemar_p, 1.0);
  EXPECT_EQ(effect.changed_share, 0.0);
  EXPECT_DOUBLE_EQ(effect.mean_confidence, 0.8);
  EXPECT_EQ(effect.confidence_drop, 0.0);
}

TEST(PerturbationEffect, ComparesClipByClip) {
  TaggerAnswers before = all_right(), after = all_right();
  for (const std::size_t lost : {0U, 1U, 2U}) after.answers[lost].tags.tags = {{"pop", 0.3}};
  for (const std::size_t lost : {0U, 1U, 2U}) after.answers[lost].tags.confidence = 0.3;
  before.answers[3].tags.tags = {{"rock", 0.8}};  // and found again
  before.answers[4].tags.tags = {{"rock", 0.8}};  // wrong either way
  after.answers[4].tags.tags = {{"metal", 0.8}};
  const PerturbationEffect effect = effect_of(before, after);
  EXPECT_EQ(effect.right_to_wrong, 3U);
  EXPECT_EQ(effect.wrong_to_right, 1U);
  EXPECT_DOUBLE_EQ(effect.accuracy.value, 0.6);
  EXPECT_DOUBLE_EQ(effect.difference.value, -0.2);
  EXPECT_LT(effect.difference.lowest, -0.2);
  EXPECT_GT(effect.difference.highest, -0.2);
  EXPECT_EQ(effect.mcnemar_p, mcnemar_p(1, 3));
  EXPECT_DOUBLE_EQ(effect.changed_share, 0.5);
  EXPECT_NEAR(effect.mean_confidence, 0.65, 1e-12);
  EXPECT_NEAR(effect.confidence_drop, 0.15, 1e-12);
}

TEST(PerturbationEffect, TakesNoAnswerForWrongAndUnsure) {
  TaggerAnswers before = all_right(), after = all_right();
  after.answers[0] = failure_of("clip.0", "jazz", ErrorKind::BadReply);
  for (TaggerAnswers* both : {&before, &after}) both->answers[1] = answer_of("clip.1", "jazz", {});
  const PerturbationEffect effect = effect_of(before, after);
  EXPECT_EQ(effect.failure_count, 1U);
  EXPECT_DOUBLE_EQ(effect.changed_share, 0.1) << "no tag before and after is no change";
  EXPECT_NEAR(effect.confidence_drop, 0.08, 1e-12);
  EXPECT_DOUBLE_EQ(effect.difference.value, -0.1);
}

TEST(PerturbationEffect, LeavesOutWhatTheModelWasTrainedOn) {
  TaggerAnswers before = all_right(), after = all_right();
  for (TaggerAnswers* both : {&before, &after})
    both->answers[0].acquaintance = Acquaintance::TrainedOn;
  after.answers[0].tags.tags = {{"pop", 0.9}};
  const PerturbationEffect effect = effect_of(before, after, {"clip.0", "clip.5"});
  EXPECT_EQ(effect.clip_count, 9U);
  EXPECT_EQ(effect.unchanged_count, 1U);
  EXPECT_EQ(effect.difference.value, 0.0);
}

TEST(PerturbationEffect, HasTheAccuracyThatTheAnswersHaveByThemselves) {
  const TaggerAnswers before = drawn_answers(60, 1), after = drawn_answers(60, 2);
  TaggerAnswers matched = after;
  for (std::size_t n = 0; n < 60; ++n)
    matched.answers[n].actual_genre = before.answers[n].actual_genre;
  const PerturbationEffect effect = effect_of(before, matched);
  const Estimate accuracy = measure_answers(matched, 1).accuracy;
  EXPECT_EQ(effect.accuracy.value, accuracy.value);
  EXPECT_EQ(effect.accuracy.lowest, accuracy.lowest);
  EXPECT_NEAR(effect.difference.value, accuracy.value - measure_answers(before, 1).accuracy.value,
              1e-12);
}

}  // namespace
}  // namespace airmark::tools
