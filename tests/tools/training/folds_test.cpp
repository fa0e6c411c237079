#include "tools/training/folds.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "tests/support/temporary_folder.h"
#include "tests/support/training_tables.h"

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TrainingTable table_of(int per_class) {
  return parse_training_table(testing::synthetic_table(per_class), "t.csv").value();
}

TEST(Folds, BlocksKeepNeighboursTogether) {
  const TrainingTable table = table_of(10);
  const Folds folds = block_folds(table, all_rows(table), 5);
  EXPECT_EQ(folds.count(), 5u);
  EXPECT_FALSE(folds.artist_disjoint);
  const std::vector<std::size_t> blues(folds.fold_of.begin(), folds.fold_of.begin() + 10);
  EXPECT_THAT(blues, ElementsAre(0, 0, 1, 1, 2, 2, 3, 3, 4, 4));
}

TEST(Folds, RandomPartsAreEvenInEveryGenreAndFollowTheSeed) {
  const TrainingTable table = table_of(20);
  const Rows rows = all_rows(table);
  const Folds folds = random_folds(table, rows, 10, 1);
  for (std::size_t f = 0; f < 10; ++f) {
    std::vector<int> per_class(3);
    for (const std::size_t r : select(folds, rows, f, true)) ++per_class[table.rows[r].label];
    EXPECT_THAT(per_class, ElementsAre(2, 2, 2));
  }
  EXPECT_EQ(random_folds(table, rows, 10, 1).fold_of, folds.fold_of);
  EXPECT_NE(random_folds(table, rows, 10, 2).fold_of, folds.fold_of);
}

TEST(Folds, InsideAndOutsideShareTheRows) {
  const TrainingTable table = table_of(7);
  const Rows rows = all_rows(table);
  const Folds folds = block_folds(table, rows, 5);
  const Rows in = select(folds, rows, 2, true), out = select(folds, rows, 2, false);
  std::set<std::size_t> both(in.begin(), in.end());
  both.insert(out.begin(), out.end());
  EXPECT_EQ(both.size(), rows.size());
  EXPECT_EQ(in.size() + out.size(), rows.size());
}

TEST(Folds, LeavingOneOutKeepsTheOthersApart) {
  const TrainingTable table = table_of(6);
  const Folds folds = block_folds(table, all_rows(table), 3);
  const Folds rest = without(folds, 1);
  EXPECT_THAT(rest.names, ElementsAre("block 1", "block 3"));
  EXPECT_EQ(rest.fold_of.size(), 12u);
  EXPECT_THAT(std::vector(rest.fold_of.begin(), rest.fold_of.begin() + 4), ElementsAre(0, 0, 1, 1));
}

class GroupLists : public ::testing::Test {
 protected:
  /// Lists clips first … last − 1 of each genre, with folders and CR LF, as such lists come.
  std::filesystem::path list(const std::string& name, int first, int last) const {
    std::ofstream file(folder_ / name);
    for (const std::string genre : {"blues", "jazz", "rock"})
      for (int i = first; i < last; ++i)
        file << genre << "/" << genre << "." << std::to_string(100000 + i).substr(1) << ".au\r\n";
    return folder_ / name;
  }
  void expect_refused(const std::vector<std::filesystem::path>& lists,
                      const std::string& message) const {
    const auto folds = read_group_folds(table_, lists);
    ASSERT_FALSE(folds) << message;
    EXPECT_THAT(folds.error().message, HasSubstr(message));
  }

  testing::TemporaryFolder folder_;
  TrainingTable table_ = table_of(12);
};

TEST_F(GroupLists, PutEachRowIntoItsList) {
  const auto folds = read_group_folds(table_, {list("a.txt", 0, 5), list("b.txt", 5, 40)});
  ASSERT_TRUE(folds) << folds.error().message;
  EXPECT_TRUE(folds.value().artist_disjoint);
  EXPECT_THAT(folds.value().names, ElementsAre("a", "b"));
  EXPECT_EQ(folds.value().fold_of[4], 0u);
  EXPECT_EQ(folds.value().fold_of[5], 1u);
}

TEST_F(GroupLists, AreRefusedWhereTheyDoNotFitTheTable) {
  expect_refused({list("a.txt", 0, 12)}, "give two or more");
  expect_refused({list("a.txt", 0, 5), list("b.txt", 5, 11)},
                 "blues.00011.wav of t.csv is in none");
  expect_refused({list("a.txt", 0, 6), list("b.txt", 5, 12)}, "line 1: blues.00005 is also in");
  expect_refused({list("a.txt", 0, 10), list("b.txt", 10, 12)}, "2 clips of the genre 'blues'");
  expect_refused({list("a.txt", 0, 12), folder_ / "none.txt"}, "none.txt");
}

}  // namespace
}  // namespace airmark::tools
