#include "tools/training/training_table.h"

#include <gmock/gmock.h>

#include "tests/support/training_tables.h"

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

void expect_refused(const std::string& text, const std::string& message) {
  const auto table = parse_training_table(text, "/data/t.csv");
  ASSERT_FALSE(table) << message;
  EXPECT_EQ(table.error().kind, ErrorKind::BadData);
  EXPECT_THAT(table.error().message, HasSubstr("/data/t.csv"));
  EXPECT_THAT(table.error().message, HasSubstr(message));
}

TEST(TrainingTable, ReadsThePublishedColumns) {
  const auto table = parse_training_table(testing::synthetic_table(6), "/data/t.csv");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table.value().name, "t.csv");
  EXPECT_EQ(table.value().sha256.size(), 64u);
  EXPECT_THAT(table.value().classes, ElementsAre("blues", "jazz", "rock"));
  ASSERT_EQ(table.value().rows.size(), 18u);
  EXPECT_EQ(table.value().rows[7].file_name, "jazz.00001.wav");
  EXPECT_EQ(table.value().rows[7].label, 1u);
  EXPECT_GE(value_of(table.value().rows[0].values, Gtzan58::CentroidMean), 2000.0);
}

TEST(TrainingTable, NamesTheColumnThatIsWrong) {
  const std::string table = testing::synthetic_table(6);
  expect_refused(replaced(table, "rms_mean", "loudness"),
                 "line 1: column 5 is 'loudness' where 'rms_mean' belongs");
  expect_refused(replaced(table, ",label\n", "\n"), "line 1: the column 'label' is missing");
  expect_refused(replaced(table, ",label\n", ",label,more\n"), "line 1: extra column 'more'");
  expect_refused("", "is empty");
}

TEST(TrainingTable, NamesLineAndColumnOfABadCell) {
  std::mt19937_64 random(1);
  const std::string table = testing::synthetic_table(6);
  const std::string good = testing::table_row("x.wav", "blues", 0, random);
  const std::size_t cell = good.find(',') + 1;
  const std::string start = good.substr(0, cell), rest = good.substr(good.find(',', cell));
  for (const char* bad : {"long", "", "1.5x", "nan", "inf", "1e999"})
    expect_refused(table + start + bad + rest, "line 20: column 'length': '" + std::string(bad));
  expect_refused(table + start + "-3" + rest, "line 20: column 'length': -3 is not a possible");
  expect_refused(replaced(table + good, "x.wav,", "x.wav,1,"), "line 20: it has 61 cells");
  expect_refused(table + good + good, "line 21: column 'filename': 'x.wav' occurs a second time");
}

TEST(TrainingTable, ShowsBytesThatAreNoTextAsQuestionMarks) {
  expect_refused("\x94\xff\x01" + std::string(100, 'x') + "\n",
                 "column 1 is '???" + std::string(37, 'x') + "…' where 'filename' belongs");
}

TEST(TrainingTable, NamesAnUnknownLabel) {
  std::mt19937_64 random(1);
  expect_refused(testing::synthetic_table(6) + testing::table_row("x.wav", "polka", 0, random),
                 "line 20: column 'label': 'polka' is no known genre");
}

TEST(TrainingTable, WantsEnoughRowsOfEachGenre) {
  std::mt19937_64 random(1);
  expect_refused(testing::synthetic_table(6) + testing::table_row("x.wav", "pop", 0, random),
                 "'pop' has 1 rows and needs at least 5");
  expect_refused(testing::table_header(), "at least two genres");
}

TEST(TrainingTable, SaysThatThereIsNoFile) {
  const auto table = read_training_table("/nowhere/t.csv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace airmark::tools
