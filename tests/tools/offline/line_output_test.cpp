#include "tools/offline/line_output.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

namespace airmark::tools {
namespace {

TEST(LineOutput, WritesWholeLines) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  LineOutput output(ends[1]);
  EXPECT_TRUE(output.write("one"));
  EXPECT_TRUE(output.write("two"));
  std::array<char, 32> text{};
  EXPECT_EQ(::read(ends[0], text.data(), text.size()), 8);
  EXPECT_STREQ(text.data(), "one\ntwo\n");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(LineOutput, EndsQuietlyWhenTheReaderHasLeft) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ::close(ends[0]);
  LineOutput output(ends[1]);
  EXPECT_FALSE(output.write("nobody reads this"));
  EXPECT_FALSE(output.error());
  ::close(ends[1]);
  std::signal(SIGPIPE, before);
}

TEST(LineOutput, SaysThatTheDiskIsFull) {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full < 0) GTEST_SKIP() << "no /dev/full here";
  LineOutput output(full);
  EXPECT_FALSE(output.write("x"));
  ASSERT_TRUE(output.error());
  EXPECT_EQ(output.error()->kind, ErrorKind::InputOutput);
  EXPECT_THAT(output.error()->message, ::testing::HasSubstr("No space left"));
  ::close(full);
}

}  // namespace
}  // namespace airmark::tools
