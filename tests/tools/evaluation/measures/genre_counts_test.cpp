#include "tools/evaluation/measures/genre_counts.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

using Counts = std::vector<GenreCount>;

TEST(GenreCount, GivesPrecisionRecallAndTheirHarmonicMean) {
  const GenreCount count{8, 5, 4};
  EXPECT_DOUBLE_EQ(precision(count), 0.8);
  EXPECT_DOUBLE_EQ(recall(count), 0.5);
  EXPECT_DOUBLE_EQ(f1(count), 2 * 0.8 * 0.5 / (0.8 + 0.5));
}

TEST(GenreCount, GivesZerosWhereNothingIsToBeDivided) {
  EXPECT_EQ(precision({3, 0, 0}), 0.0);
  EXPECT_EQ(recall({0, 3, 0}), 0.0);
  EXPECT_EQ(f1({0, 0, 0}), 0.0);
}

TEST(MacroMean, LeavesOutGenresWithoutClips) {
  EXPECT_DOUBLE_EQ(macro_mean(Counts{{2, 2, 2}, {2, 0, 0}, {0, 2, 0}}, recall), 0.5);
}

TEST(WeightedMean, CountsEachGenreByItsClips) {
  EXPECT_DOUBLE_EQ(weighted_mean(Counts{{3, 3, 3}, {1, 0, 0}, {0, 2, 0}}, recall), 0.75);
}

// Two readers of 50 proposals: 20 yes of both, 15 no of both, 5 and 10 apart.
TEST(CohenKappa, GivesAKnownExample) {
  EXPECT_DOUBLE_EQ(cohen_kappa(Counts{{25, 30, 20}, {25, 20, 15}}, 50), 0.4);
}

TEST(CohenKappa, IsNegativeForWhoAgreesLessThanByChance) {
  EXPECT_DOUBLE_EQ(cohen_kappa(Counts{{5, 5, 0}, {5, 5, 0}}, 10), -1.0);
}

TEST(CohenKappa, SaysNothingWhereThereIsOneGenreOnly) {
  EXPECT_EQ(cohen_kappa(Counts{{10, 10, 10}}, 10), 0.0);
}

TEST(ConfusionMatrix, HasTheTruthInRows) {
  const std::vector<Outcome> outcomes{{0, 1, false, 0.0, 0.0}, {1, 2, false, 0.0, 0.0}};
  EXPECT_EQ(confusion_matrix(outcomes, 2, 3),
            (std::vector<std::vector<std::size_t>>{{0, 1, 0}, {0, 0, 1}}));
}

}  // namespace
}  // namespace airmark::tools
