#include "realtime/publish/text_output.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>

namespace airmark::realtime {
namespace {

using ::testing::HasSubstr;

class TextOutputTest : public ::testing::Test {
 protected:
  TextOutputTest() {
    signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(pipe(ends_.data()), 0);
  }
  ~TextOutputTest() override {
    if (ends_[0] >= 0) close(ends_[0]);
    close(ends_[1]);
  }

  std::array<int, 2> ends_{};
};

TEST_F(TextOutputTest, WritesMoreThanThePipeHoldsWhileTheReaderIsSlow) {
  const std::string text(300000, 'x');
  std::string seen;
  {
    const std::jthread reader([&] {
      std::array<char, 5000> part{};
      while (seen.size() < text.size()) {
        const ssize_t size = read(ends_[0], part.data(), part.size());
        ASSERT_GT(size, 0);
        seen.append(part.data(), static_cast<std::size_t>(size));
      }
    });
    const Result<Publication> result = TextOutput(ends_[1], "the pipe").write(text, {});
    ASSERT_TRUE(result);
    EXPECT_EQ(result.value(), Publication::Published);
  }
  EXPECT_EQ(seen, text);
}

TEST_F(TextOutputTest, TellsThatTheReaderLeft) {
  close(ends_[0]);
  ends_[0] = -1;
  const Result<Publication> result = TextOutput(ends_[1], "the pipe").write("x", {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result.value(), Publication::ReaderLeft);
}

TEST_F(TextOutputTest, GivesUpSoonAfterStopWhereNobodyReads) {
  const std::string more_than_it_holds(1 << 20, 'x');
  const auto start = std::chrono::steady_clock::now();
  std::stop_source stop;
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  const Result<Publication> result =
      TextOutput(ends_[1], "the pipe").write(more_than_it_holds, stop.get_token());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(500));
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("the pipe"));
}

TEST_F(TextOutputTest, NamesWhatItCannotWriteTo) {
  const int full = open("/dev/full", O_WRONLY);
  if (full < 0) GTEST_SKIP() << "there is no /dev/full here";
  const Result<Publication> result = TextOutput(full, "standard output").write("x", {});
  close(full);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::InputOutput);
  EXPECT_THAT(result.error().message, HasSubstr("standard output"));
}

}  // namespace
}  // namespace airmark::realtime
