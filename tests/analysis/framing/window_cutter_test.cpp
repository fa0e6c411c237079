#include "analysis/framing/window_cutter.h"

#include <gmock/gmock.h>

#include <utility>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Windows = std::vector<std::pair<std::int64_t, std::int64_t>>;  // first frame, frame count

constexpr WindowCutter::Config kPlain{.window_frames = 1000,
                                      .interval_frames = 1000,
                                      .keep_whole_frames = 0,
                                      .shortest_frames = 300,
                                      .fewest_frames = 20};

/// The windows of a stretch that grows by `step`.
Windows cut(WindowCutter& cutter, std::int64_t first, std::int64_t end, bool stream_ends = true,
            std::int64_t step = 7) {
  Windows windows;
  cutter.begin(first);
  for (std::int64_t frame = first; frame < end; frame += step)
    while (const auto window = cutter.next(frame))
      windows.emplace_back(window->first_frame, window->frame_count);
  while (const auto window = cutter.next(end))
    windows.emplace_back(window->first_frame, window->frame_count);
  if (const auto window = cutter.finish(end, stream_ends))
    windows.emplace_back(window->first_frame, window->frame_count);
  return windows;
}

Windows cut(const WindowCutter::Config& config, std::int64_t end) {
  WindowCutter cutter(config);
  return cut(cutter, 0, end);
}

TEST(WindowCutter, PutsWindowsSideBySide) {
  EXPECT_THAT(cut(kPlain, 3000), ElementsAre(Pair(0, 1000), Pair(1000, 1000), Pair(2000, 1000)));
}

TEST(WindowCutter, KeepsATailThatIsLongEnough) {
  EXPECT_THAT(cut(kPlain, 1300), ElementsAre(Pair(0, 1000), Pair(1000, 300)));
  EXPECT_THAT(cut(kPlain, 1299), ElementsAre(Pair(0, 1000)));
}

TEST(WindowCutter, KeepsTheOnlyWindowHoweverShort) {
  EXPECT_THAT(cut(kPlain, 20), ElementsAre(Pair(0, 20)));
  EXPECT_THAT(cut(kPlain, 19), IsEmpty());
  EXPECT_THAT(cut(kPlain, 0), IsEmpty());
}

TEST(WindowCutter, OverlapsWindowsWhenTheIntervalIsShorter) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 400;
  EXPECT_THAT(cut(config, 1801),
              ElementsAre(Pair(0, 1000), Pair(400, 1000), Pair(800, 1000), Pair(1200, 601)));
}

TEST(WindowCutter, ReportsNoTailThatHoldsNothingNew) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 400;
  EXPECT_THAT(cut(config, 1400), ElementsAre(Pair(0, 1000), Pair(400, 1000)));
  EXPECT_THAT(cut(config, 1401), ElementsAre(Pair(0, 1000), Pair(400, 1000), Pair(800, 601)));
}

TEST(WindowCutter, LeavesGapsWhenTheIntervalIsLonger) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 2500;
  EXPECT_THAT(cut(config, 4000), ElementsAre(Pair(0, 1000), Pair(2500, 1000)));
  EXPECT_THAT(cut(config, 2400), ElementsAre(Pair(0, 1000)));
  WindowCutter cutter(config);
  cut(cutter, 0, 1000, false);
  EXPECT_EQ(cutter.first_needed_frame(), 2500);
}

TEST(WindowCutter, KeepsAShortStreamWhole) {
  WindowCutter::Config config = kPlain;
  config.keep_whole_frames = 1100;
  EXPECT_THAT(cut(config, 1100), ElementsAre(Pair(0, 1100)));
  EXPECT_THAT(cut(config, 1101), ElementsAre(Pair(0, 1000)));
  EXPECT_THAT(cut(config, 2300), ElementsAre(Pair(0, 1000), Pair(1000, 1000), Pair(2000, 300)));
}

TEST(WindowCutter, CatchesUpWithAllThatItHeldBack) {
  WindowCutter::Config config = kPlain;
  config.keep_whole_frames = 3500;
  WindowCutter cutter(config);
  cutter.begin(0);
  EXPECT_FALSE(cutter.next(3500));
  EXPECT_EQ(cutter.first_needed_frame(), 0);
  for (const std::int64_t first_frame : {0, 1000, 2000}) {
    const auto window = cutter.next(3501);
    ASSERT_TRUE(window);
    EXPECT_EQ(window->first_frame, first_frame);
  }
  EXPECT_FALSE(cutter.next(3501));
}

TEST(WindowCutter, StartsAgainWhereANewStretchBegins) {
  WindowCutter cutter(kPlain);
  EXPECT_THAT(cut(cutter, 0, 1500, false), ElementsAre(Pair(0, 1000), Pair(1000, 500)));
  EXPECT_THAT(cut(cutter, 2048, 2100, false), IsEmpty());
  EXPECT_THAT(cut(cutter, 4096, 5300, true), ElementsAre(Pair(4096, 1000)));
}

TEST(WindowCutter, KeepsOnlyTheFirstStretchWhole) {
  WindowCutter::Config config = kPlain;
  config.keep_whole_frames = 1600;
  WindowCutter cutter(config);
  EXPECT_THAT(cut(cutter, 0, 0, false), IsEmpty());  // lost from the start: not a stretch yet
  EXPECT_THAT(cut(cutter, 512, 2000, false), ElementsAre(Pair(512, 1488)));
  EXPECT_THAT(cut(cutter, 2048, 3500, true), ElementsAre(Pair(2048, 1000), Pair(3048, 452)));
}

TEST(WindowCutter, KeepsAPieceOfAStreamThatHasNothingElse) {
  WindowCutter cutter(kPlain);
  EXPECT_THAT(cut(cutter, 0, 200, false), IsEmpty());
  EXPECT_THAT(cut(cutter, 512, 712, true), ElementsAre(Pair(512, 200)));
}

}  // namespace
}  // namespace airmark::analysis
