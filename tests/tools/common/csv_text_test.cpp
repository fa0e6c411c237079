#include "tools/common/csv_text.h"

#include <gtest/gtest.h>

#include <string>

namespace airmark::tools {
namespace {

TEST(CsvText, QuotesWhatWouldBreakARow) {
  EXPECT_EQ(csv_field("plain name"), "plain name");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"a\""), "\"say \"\"a\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(CsvText, WritesNumbersThatReadBackToTheSameDoubleAndWholeOnesWithoutExponent) {
  for (const double value : {0.0, 1.0 / 3.0, -1e-7, 1e300, 123456789.125, 2.5e-308})
    EXPECT_EQ(std::stod(csv_number(value)), value);
  EXPECT_EQ(csv_number(1e6), "1e+06");
  EXPECT_EQ(csv_number(1e6, true), "1000000");
  EXPECT_EQ(csv_number(0.5), "0.5");
}

}  // namespace
}  // namespace airmark::tools
