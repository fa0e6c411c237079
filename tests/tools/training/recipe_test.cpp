#include "tools/training/recipe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/training_tables.h"
#include "tools/common/random_draw.h"
#include "tools/training/model_report.h"
#include "tools/training/transform_choice.h"
#include "tools/training/validation.h"

namespace airmark::tools {
namespace {

TrainingTable table_of(int per_class) {
  return parse_training_table(testing::synthetic_table(per_class), "t.csv").value();
}

const analysis::FeatureTransform* find(const std::vector<analysis::FeatureTransform>& transforms,
                                       std::size_t feature) {
  const auto found = std::ranges::find(transforms, feature, &analysis::FeatureTransform::feature);
  return found == transforms.end() ? nullptr : &*found;
}

TEST(TransformChoice, FollowsTheShapeOfTheValues) {
  TrainingTable table = table_of(200);
  std::mt19937_64 random(9);
  std::normal_distribution<double> normal;
  for (TrainingRow& row : table.rows) {
    const double g = normal(random);
    row.values[2] = std::exp(g);
    row.values[3] = g;
    row.values[4] = g * std::abs(g) + 2.0 * std::max(g, 0.0);
    row.values[5] = 0.25;
  }
  const auto transforms = choose_transforms(table, all_rows(table));
  EXPECT_EQ(find(transforms, 0), nullptr) << "length tells collections apart, not genres";
  EXPECT_EQ(find(transforms, 2)->kind, analysis::TransformKind::Log);
  EXPECT_EQ(find(transforms, 3)->kind, analysis::TransformKind::Identity);
  EXPECT_EQ(find(transforms, 4)->kind, analysis::TransformKind::SignedRoot);
  EXPECT_EQ(find(transforms, 5), nullptr) << "a constant says nothing";
  double sum = 0.0, squares = 0.0;
  for (const TrainingRow& row : table.rows) {
    const double x = (*find(transforms, 2))(row.values[2]);
    sum += x / 600.0;
    squares += x * x / 600.0;
  }
  EXPECT_NEAR(sum, 0.0, 1e-5);
  EXPECT_NEAR(squares, 1.0, 1e-5);
}

TEST(TransformChoice, LooksAtTheGivenRowsOnly) {
  TrainingTable table = table_of(20);
  const Folds folds = block_folds(table, all_rows(table), 5);
  const Rows rows = select(folds, all_rows(table), 0, false);
  const auto before = choose_transforms(table, rows);
  for (const std::size_t r : select(folds, all_rows(table), 0, true))
    table.rows[r].values.fill(0.05);
  EXPECT_EQ(choose_transforms(table, rows), before);
}

TEST(Recipe, LearnsWhatTellsGenresApart) {
  const TrainingTable table = table_of(200);  // forty are too few against 49 inputs of noise
  const Rows rows = all_rows(table);
  const auto trained = train_model(table, rows, block_folds(table, rows, 5), {}, {});
  ASSERT_TRUE(trained) << trained.error().message;
  const Figures f = figures(trained.value().held_out, 1);
  EXPECT_GT(f.accuracy.value, 0.7);  // the genres overlap: 0.87 at best, a third by chance
  EXPECT_LT(f.accuracy.value, 0.95);
}

TEST(Recipe, LearnsNothingFromShuffledLabels) {
  TrainingTable table = table_of(100);
  std::mt19937_64 random(4);
  for (std::size_t i = table.rows.size(); i > 1; --i)
    std::swap(table.rows[i - 1].label, table.rows[draw(random, i)].label);
  const Rows rows = all_rows(table);
  const auto trained = train_model(table, rows, block_folds(table, rows, 5), {}, {});
  ASSERT_TRUE(trained);
  const Figures f = figures(trained.value().held_out, 1);
  EXPECT_NEAR(f.accuracy.value, 1.0 / 3.0, 0.08);  // three standard errors of 300 clips
  EXPECT_LT(f.calibration_error.value, 0.1);
}

TEST(Recipe, DoesNotListenToTheFader) {
  const TrainingTable table = table_of(20);
  const Rows rows = all_rows(table);
  const Folds folds = block_folds(table, rows, 5);
  const auto without_level = train_model(table, rows, folds, {}, {});
  const auto with_level = train_model(table, rows, folds, {.keep_level = true}, {});
  ASSERT_TRUE(without_level && with_level);
  EXPECT_EQ(without_level.value().model.inputs.size(), 50u);
  EXPECT_EQ(with_level.value().model.inputs.size(), 57u);
  for (const auto& input : without_level.value().model.inputs)
    EXPECT_FALSE(level_dependent(input.feature));
}

TEST(Recipe, TheSameTableGivesTheSameModel) {
  const TrainingTable table = table_of(20);
  const Rows rows = all_rows(table);
  const Folds folds = block_folds(table, rows, 5);
  const auto once = train_model(table, rows, folds, {}, {});
  const auto again = train_model(table, rows, folds, {}, {});
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once.value().model, again.value().model);
}

TEST(Recipe, IsNeverSurerThanFoldsThatShareArtistsAllow) {
  const TrainingTable table = table_of(40);
  const Rows rows = all_rows(table);
  Folds folds = block_folds(table, rows, 5);
  const auto shared = train_model(table, rows, folds, {}, {});
  folds.artist_disjoint = true;
  const auto disjoint = train_model(table, rows, folds, {}, {});
  ASSERT_TRUE(shared && disjoint);
  EXPECT_GE(shared.value().model.temperature, 1.0);
  EXPECT_GE(shared.value().l2, disjoint.value().l2);
}

TEST(Recipe, StopsWhenAsked) {
  const TrainingTable table = table_of(10);
  const Rows rows = all_rows(table);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(train_model(table, rows, block_folds(table, rows, 5), {}, stop.get_token()));
}

TEST(Validation, TriesEachGroupAndThenTellsThatRandomFoldsAreNotComparable) {
  const TrainingTable table = table_of(12);
  Folds folds = block_folds(table, all_rows(table), 2);
  folds.names = {"first", "second"};
  const auto trials = validate(table, folds, true, {}, 1, {});
  ASSERT_TRUE(trials) << trials.error().message;
  ASSERT_EQ(trials.value().size(), 3u);
  EXPECT_EQ(trials.value()[0].name, "second → first");
  EXPECT_EQ(trials.value()[0].figures.clip_count, 18u);
  EXPECT_EQ(trials.value()[2].figures.clip_count, 36u);
  EXPECT_EQ(trials.value()[2].note.substr(0, 14), "not comparable");
}

TEST(ModelReport, FindsTheSameRecordingUnderTwoNames) {
  TrainingTable table = table_of(5);
  EXPECT_TRUE(same_recordings(table).empty());
  table.rows[12].values = table.rows[1].values;
  table.rows[12].values[0] += 512.0;  // length may differ
  EXPECT_EQ(same_recordings(table), std::vector<std::string>{"blues.00001 = rock.00002"});
}

}  // namespace
}  // namespace airmark::tools
