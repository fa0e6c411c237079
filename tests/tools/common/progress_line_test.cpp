#include "tools/common/progress_line.h"

#include <gmock/gmock.h>

namespace airmark::tools {
namespace {

using std::chrono::seconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProgressLine, SaysHowFarARunIs) {
  EXPECT_EQ(progress_text({0.0, 0, 25, seconds(0)}, false),
            "[>                       ]   0 %  0 of 25 files");
  EXPECT_EQ(progress_text({0.5, 13, 25, seconds(40)}, false),
            "[============>           ]  50 %  13 of 25 files, 0:40 left");
  EXPECT_EQ(progress_text({1.0, 25, 25, seconds(80)}, false),
            "[========================] 100 %  25 of 25 files, 0:00 left");
}

TEST(ProgressLine, DoesNotGuessTheTimeLeftFromNothing) {
  EXPECT_THAT(progress_text({0.01, 0, 25, seconds(40)}, false), Not(HasSubstr("left")));
  EXPECT_THAT(progress_text({0.5, 0, 25, seconds(1)}, false), Not(HasSubstr("left")));
}

TEST(ProgressLine, UsesColourOnlyWhereAllowed) {
  EXPECT_THAT(progress_text({0.5, 1, 2, seconds(0)}, false), Not(HasSubstr("\033")));
  EXPECT_THAT(progress_text({0.5, 1, 2, seconds(0)}, true), HasSubstr("\033[36m"));
}

TEST(ProgressLine, StepsAsideForOtherOutput) {
  std::string screen;
  {
    ProgressLine line({.shown = true,
                       .coloured = false,
                       .total_count = 2,
                       .total_work = 10.0,
                       .least_interval = std::chrono::milliseconds(0)},
                      [&](std::string_view text) { screen += text; });
    line.advance(5.0);
    EXPECT_THAT(screen, HasSubstr("50 %  0 of 2 files"));
    screen.clear();
    line.around([&] { screen += "a line\n"; });
    EXPECT_EQ(screen.find("\r\033[Ka line\n\r\033[K["), 0u) << screen;
    line.finish_one();
    EXPECT_THAT(screen, HasSubstr("1 of 2 files"));
    screen.clear();
  }
  EXPECT_EQ(screen, "\r\033[K");
}

TEST(ProgressLine, StaysAwayWhereItIsNotWanted) {
  std::string screen;
  {
    ProgressLine line({.shown = false, .least_interval = std::chrono::milliseconds(0)},
                      [&](std::string_view text) { screen += text; });
    line.advance(0.5);
    line.around([&] { screen += "a line\n"; });
  }
  EXPECT_EQ(screen, "a line\n");
}

}  // namespace
}  // namespace airmark::tools
