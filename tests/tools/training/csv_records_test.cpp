#include "tools/training/csv_records.h"

#include <gmock/gmock.h>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<CsvRecord> parsed(std::string_view text) {
  auto records = parse_csv(text, "t.csv");
  EXPECT_TRUE(records) << text;
  return records ? std::move(records).value() : std::vector<CsvRecord>{};
}

TEST(CsvRecords, ReadsPlainCellsAndBothLineEnds) {
  const auto records = parsed("a,b\r\n1,,3\n4,5");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_THAT(records[0].cells, ElementsAre("a", "b"));
  EXPECT_THAT(records[1].cells, ElementsAre("1", "", "3"));
  EXPECT_THAT(records[2].cells, ElementsAre("4", "5"));
  EXPECT_EQ(records[2].line, 3);
}

TEST(CsvRecords, ReadsQuotedCellsAfterRfc4180) {
  const auto records = parsed("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\"\"\nnext,row\n");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_THAT(records[0].cells, ElementsAre("a,b", "say \"hi\"", "two\r\nlines", ""));
  EXPECT_EQ(records[1].line, 3);
}

TEST(CsvRecords, SkipsByteOrderMarkAndEmptyLines) {
  const auto records = parsed("\xEF\xBB\xBFx\n\n\r\ny\n");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_THAT(records[0].cells, ElementsAre("x"));
  EXPECT_EQ(records[1].line, 4);
  EXPECT_TRUE(parsed("").empty());
}

TEST(CsvRecords, KeepsATrailingEmptyCell) {
  EXPECT_THAT(parsed("a,\n")[0].cells, ElementsAre("a", ""));
  EXPECT_THAT(parsed("a,")[0].cells, ElementsAre("a", ""));
}

TEST(CsvRecords, NamesTheLineOfABrokenQuote) {
  const auto open = parse_csv("a\nb,\"never\nclosed\n", "t.csv");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().kind, ErrorKind::BadData);
  EXPECT_THAT(open.error().message, HasSubstr("t.csv, line 2"));
  const auto after = parse_csv("a\n\"b\"c\n", "t.csv");
  ASSERT_FALSE(after);
  EXPECT_THAT(after.error().message, HasSubstr("t.csv, line 2"));
}

}  // namespace
}  // namespace airmark::tools
