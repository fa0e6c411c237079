#include "tools/tagging/nearest_clips.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/training_tables.h"

namespace airmark::tools {
namespace {

class NearestClipsTest : public ::testing::Test {
 protected:
  TrainingTable table_ =
      parse_training_table(airmark::testing::synthetic_table(8), "t.csv").value();

  static WindowAnalysis window_with(const Gtzan58Values& values) {
    WindowAnalysis analysis;
    analysis.window = {0, 30 * kAnalysisRateHz, kAnalysisRateHz};
    analysis.audible_ratio = 1.0;
    analysis.gtzan58 = values;
    return analysis;
  }

  /// A row, moved a little in one value that says nothing of the genre.
  WindowAnalysis near_row(std::size_t row) const {
    Gtzan58Values values = table_.rows[row].values;
    values[static_cast<std::size_t>(Gtzan58::Mfcc1Mean)] += 0.02;
    return window_with(values);
  }
};

TEST_F(NearestClipsTest, FindsTheNearestFirst) {
  const NearestClips clips(table_);
  const auto found = clips.find(near_row(20));
  ASSERT_EQ(found.size(), kNeighbourCount);
  EXPECT_EQ(found[0].genre, "rock");
  EXPECT_GT(found[0].similarity, 0.9);
  for (std::size_t n = 1; n < found.size(); ++n)
    EXPECT_LE(found[n].similarity, found[n - 1].similarity);
  for (const auto& neighbour : found) EXPECT_FALSE(neighbour.description.empty());
}

TEST_F(NearestClipsTest, DoesNotGiveTheSameRecordingsLabelAway) {
  const NearestClips clips(table_);
  for (const auto& neighbour : clips.find(window_with(table_.rows[0].values)))
    EXPECT_LT(neighbour.similarity, 0.99);
}

TEST_F(NearestClipsTest, MeasuresInTheTablesOwnDeviations) {
  const NearestClips before(table_);
  TrainingTable louder = table_;
  const auto rms = static_cast<std::size_t>(Gtzan58::RmsVariance);
  for (TrainingRow& row : louder.rows) row.values[rms] *= 1000.0;
  WindowAnalysis window = near_row(3);
  const auto found = before.find(window);
  window.gtzan58[rms] *= 1000.0;
  const auto again = NearestClips(louder).find(window);
  for (std::size_t n = 0; n < kNeighbourCount; ++n) {
    EXPECT_EQ(again[n].genre, found[n].genre);
    EXPECT_NEAR(again[n].similarity, found[n].similarity, 1e-9);
  }
}

TEST_F(NearestClipsTest, DoesNotLookAtTheLength) {
  const NearestClips clips(table_);
  WindowAnalysis window = near_row(3);
  const auto found = clips.find(window);
  window.gtzan58[static_cast<std::size_t>(Gtzan58::Length)] = 1e9;
  EXPECT_EQ(clips.find(window)[0].similarity, found[0].similarity);
}

TEST_F(NearestClipsTest, PassesOverAColumnThatNeverChanges) {
  for (TrainingRow& row : table_.rows) row.values[static_cast<std::size_t>(Gtzan58::Tempo)] = 120.0;
  const auto found = NearestClips(table_).find(near_row(20));
  ASSERT_EQ(found.size(), kNeighbourCount);
  EXPECT_GT(found[0].similarity, 0.9);
}

TEST_F(NearestClipsTest, SaysWhatIsWrongWithATable) {
  const auto read = NearestClips::read("/nonexistent/table.csv");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace airmark::tools
