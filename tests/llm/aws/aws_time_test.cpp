#include "llm/aws/aws_time.h"

#include <gtest/gtest.h>

namespace airmark::llm {
namespace {

using namespace std::chrono;

std::string again(const std::string& text) {
  const auto time = parse_time(text);
  return time ? time_text(*time) : "none";
}

TEST(AwsTime, IsReadInEveryFormTheToolsWrite) {
  EXPECT_EQ(parse_time("2026-11-20T10:30:00Z"), system_clock::from_time_t(1795170600));
  EXPECT_EQ(again("2026-11-20T10:30:00.123456Z"), "2026-11-20T10:30:00Z");
  EXPECT_EQ(again("2026-11-20T10:30:00+00:00"), "2026-11-20T10:30:00Z");
  EXPECT_EQ(again("2026-11-20T00:30:00+0130"), "2026-11-19T23:00:00Z");
  EXPECT_EQ(again("2026-12-31T23:30:00-01:00"), "2027-01-01T00:30:00Z");
  EXPECT_EQ(again("2028-02-29T00:00:00Z"), "2028-02-29T00:00:00Z");
  EXPECT_EQ(compact_time_text(*parse_time("2015-08-30T12:36:00Z")), "20150830T123600Z");
}

TEST(AwsTime, FarAwayBecomesTheClocksEnd) {
  EXPECT_GT(*parse_time("9999-12-31T23:59:59Z"), *parse_time("2200-01-01T00:00:00Z"));
  EXPECT_EQ(again("0001-01-01T00:00:00Z"), "1970-01-01T00:00:00Z");
}

TEST(AwsTime, IsNotMadeUp) {
  for (const char* text :
       {"", "now", "2026-11-20", "2026-11-20T10:30:00", "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z",
        "2026-11-20T10:30:00Z ", "2026-11-20T10:30:00.Z", "2026-11-20T10:30:00+1",
        "+026-11-20T10:30:00Z", "20261120T103000Z", "2026-11-20 10:30:00Z"})
    EXPECT_FALSE(parse_time(text)) << text;
}

}  // namespace
}  // namespace airmark::llm
