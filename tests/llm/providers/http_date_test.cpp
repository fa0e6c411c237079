#include "llm/providers/http_date.h"

#include <gtest/gtest.h>

#include "llm/aws/aws_time.h"

namespace airmark::llm {
namespace {

TEST(HttpDate, IsReadInTheFormThatServersSend) {
  EXPECT_EQ(parse_http_date("Fri, 20 Nov 2026 10:30:00 GMT"), parse_time("2026-11-20T10:30:00Z"));
  EXPECT_EQ(parse_http_date("Sun, 01 Jan 2023 00:00:59 GMT"), parse_time("2023-01-01T00:00:59Z"));
  EXPECT_EQ(parse_http_date("Thu, 31 Dec 2026 23:59:60 GMT"), parse_time("2027-01-01T00:00:00Z"));
}

TEST(HttpDate, IsNothingElse) {
  for (const char* text : {"", "soon", "2026-11-20T10:30:00Z", "Fri, 20 Nov 2026 10:30:00 UTC",
                           "Fri, 20 Nox 2026 10:30:00 GMT", "Fri, 31 Feb 2026 10:30:00 GMT",
                           "Fri, 20 Nov 2026 24:30:00 GMT", "Fri, 2x Nov 2026 10:30:00 GMT",
                           "Fri, 20 Nov 2026 10:30:00 GMT ", "Friday, 20-Nov-26 10:30:00 GMT"})
    EXPECT_FALSE(parse_http_date(text)) << text;
}

}  // namespace
}  // namespace airmark::llm
