#include "tools/evaluation/out_of_fold.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <random>

#include "analysis/classify/model_answer.h"
#include "tests/support/training_tables.h"
#include "tools/training/folds.h"
#include "tools/training/training_table.h"
#include "tools/training/validation.h"

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<std::string> kFolds{"even", "odd"};

/// Clips of three genres that overlap a little, in turn in one fold and in the other.
std::vector<MeasuredClip> clips_of(int per_genre) {
  const TrainingTable table =
      parse_training_table(testing::synthetic_table(per_genre), "t.csv").value();
  std::vector<MeasuredClip> clips;
  for (const TrainingRow& row : table.rows)
    clips.push_back({table.classes[row.label], row.values, false, clips.size() % 2, true});
  return clips;
}

OutOfFoldAnswers answer(const std::vector<MeasuredClip>& clips) {
  Result<OutOfFoldAnswers> answers = answer_out_of_fold(clips, kFolds, {}, {});
  EXPECT_TRUE(answers) << answers.error().message;
  return answers ? std::move(answers).value() : OutOfFoldAnswers{};
}

TEST(OutOfFold, AnswersForEachFoldAsTheModelOfTheOthersWould) {
  const auto clips = clips_of(30);
  const OutOfFoldAnswers answers = answer(clips);
  const TrainingTable table = parse_training_table(testing::synthetic_table(30), "t.csv").value();
  Rows even;
  for (std::size_t r = 0; r < table.rows.size(); r += 2) even.push_back(r);
  const auto trained = train_model(table, even, block_folds(table, even, kBlockCount), {}, {});
  ASSERT_TRUE(trained);
  ASSERT_EQ(answers.tags.size(), clips.size());
  for (std::size_t c = 1; c < clips.size(); c += 2) {
    const TagSet expected = analysis::model_answer(trained.value().model, clips[c].values);
    EXPECT_EQ(answers.tags[c].tags, expected.tags);
    EXPECT_EQ(answers.tags[c].key_indicators, expected.key_indicators);
    EXPECT_EQ(answers.tags[c].tagger_id, "model");
    EXPECT_EQ(answers.tags[c].model, "trained without 'odd'");
  }
  EXPECT_THAT(answers.notes, IsEmpty());
}

TEST(OutOfFold, AnswersDoNotDependOnTheClipsOwnLabel) {
  auto clips = clips_of(20);
  const OutOfFoldAnswers before = answer(clips);
  for (std::size_t c = 1; c < clips.size(); c += 2)
    if (clips[c].genre == "rock") clips[c].genre = "blues";
  const OutOfFoldAnswers after = answer(clips);
  for (std::size_t c = 1; c < clips.size(); c += 2)
    EXPECT_EQ(after.tags[c].tags, before.tags[c].tags);
  EXPECT_NE(after.tags[0].tags, before.tags[0].tags) << "the other fold learnt from them";
}

TEST(OutOfFold, TellsWhichGenreAFoldsModelDoesNotKnow) {
  auto clips = clips_of(20);
  for (std::size_t c = 0; c < clips.size(); ++c)
    if (clips[c].genre == "rock") clips[c].fold = 0;
  const OutOfFoldAnswers answers = answer(clips);
  EXPECT_THAT(answers.notes, ElementsAre(HasSubstr("for 'even' does not know rock")));
  EXPECT_EQ(answers.tags[0].tags.size(), 2u);
  EXPECT_EQ(answers.tags[1].tags.size(), 3u);
}

TEST(OutOfFold, SilenceAndWhatIsNoNumberIsNeitherLearntNorTagged) {
  auto clips = clips_of(20);
  auto faulty = clips;
  faulty[0].values.fill(std::numeric_limits<double>::quiet_NaN());
  faulty[2].silent = true;
  const OutOfFoldAnswers answers = answer(faulty);
  EXPECT_THAT(answers.tags[0].tags, IsEmpty());
  EXPECT_THAT(answers.tags[2].tags, IsEmpty());
  EXPECT_EQ(answers.tags[2].model, "trained without 'even'");
  clips.erase(clips.begin() + 2);
  clips.erase(clips.begin());
  EXPECT_EQ(answer(clips).tags[0].tags, answers.tags[1].tags);
}

TEST(OutOfFold, AnswersOnlyForWhatIsEvaluated) {
  auto clips = clips_of(20);
  for (MeasuredClip& clip : clips) clip.evaluated = clip.fold == 1;
  const OutOfFoldAnswers answers = answer(clips);
  for (const std::size_t c : {0u, 2u}) EXPECT_THAT(answers.tags[c].tags, IsEmpty());
  EXPECT_EQ(answers.tags[1].tags.size(), 3u);
}

TEST(OutOfFold, AnswersForACopyAsTheModelOfItsOriginalAndLearnsNothingFromIt) {
  const auto clips = clips_of(20);
  auto with_copies = clips;
  for (MeasuredClip copy : clips) {
    for (double& value : copy.values) value *= 1.01;
    copy.trains = false;
    with_copies.push_back(copy);
    copy.values = clips[0].values;
    with_copies.push_back(copy);
  }
  const OutOfFoldAnswers plain = answer(clips), both = answer(with_copies);
  for (std::size_t c = 0; c < clips.size(); ++c) {
    EXPECT_EQ(both.tags[c].tags, plain.tags[c].tags);
    const TagSet& changed = both.tags[clips.size() + 2 * c];
    EXPECT_EQ(changed.model, plain.tags[c].model);
    EXPECT_NE(changed.tags, plain.tags[c].tags);
  }
  EXPECT_EQ(both.tags[clips.size() + 1].tags, plain.tags[0].tags) << "the same values, and model";
}

TEST(OutOfFold, IsAnErrorWhereNothingCanBeLearnt) {
  auto clips = clips_of(20);
  for (MeasuredClip& clip : clips) clip.fold = 0;
  const auto answers = answer_out_of_fold(clips, kFolds, {}, {});
  ASSERT_FALSE(answers);
  EXPECT_THAT(answers.error().message, HasSubstr("without the clips of 'even'"));
}

TEST(OutOfFold, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto answers = answer_out_of_fold(clips_of(10), kFolds, {}, stop.get_token());
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().kind, ErrorKind::Timeout);
}

}  // namespace
}  // namespace airmark::tools
