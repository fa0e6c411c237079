#include "analysis/framing/window_cutter.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
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
  const auto take = [&](const std::optional<WindowCutter::Window>& window) {
    if (window) windows.emplace_back(window->span.first_frame, window->span.frame_count);
    return window.has_value();
  };
  for (std::int64_t frame = first; frame < end; frame += step)
    while (take(cutter.next(frame, frame))) continue;
  while (take(cutter.next(end, end))) continue;
  take(cutter.finish(end, stream_ends));
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
  EXPECT_EQ(cutter.first_needed_frame(2600), 2500);
  EXPECT_EQ(cutter.first_needed_frame(2400), 2400);  // a change may still begin a window there
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
  EXPECT_FALSE(cutter.next(3500, 3500));
  EXPECT_EQ(cutter.first_needed_frame(3500), 0);
  for (const std::int64_t first_frame : {0, 1000, 2000}) {
    const auto window = cutter.next(3501, 3501);
    ASSERT_TRUE(window);
    EXPECT_EQ(window->span.first_frame, first_frame);
  }
  EXPECT_FALSE(cutter.next(3501, 3501));
}

/// The windows of a stream of one stretch with changes, each told when the stretch is `lag`
/// further.
Windows cut_at(WindowCutter& cutter, const std::vector<std::int64_t>& changes, std::int64_t end,
               std::int64_t lag = 120, std::int64_t step = 7) {
  Windows windows;
  std::size_t told = 0;
  cutter.begin(0);
  const auto take = [&](const std::optional<WindowCutter::Window>& window) {
    if (!window) return false;
    windows.emplace_back(window->span.first_frame, window->span.frame_count);
    const bool at_change = std::ranges::count(changes, window->span.first_frame) > 0;
    EXPECT_EQ(window->starts_at_change, at_change) << window->span.first_frame;
    return true;
  };
  for (std::int64_t frame = 0; frame < end; frame += step) {
    for (; told < changes.size() && changes[told] <= frame - lag; ++told)
      cutter.change(changes[told]);
    while (take(cutter.next(frame, frame - lag))) continue;
  }
  for (; told < changes.size(); ++told) cutter.change(changes[told]);
  while (take(cutter.next(end, end))) continue;
  take(cutter.finish(end, true));
  return windows;
}

Windows cut_at(const WindowCutter::Config& config, const std::vector<std::int64_t>& changes,
               std::int64_t end) {
  WindowCutter cutter(config);
  return cut_at(cutter, changes, end);
}

TEST(WindowCutter, EndsAWindowAtAChangeAndBeginsTheNextThere) {
  EXPECT_THAT(cut_at(kPlain, {1500}, 3000),
              ElementsAre(Pair(0, 1000), Pair(1000, 500), Pair(1500, 1000), Pair(2500, 500)));
  EXPECT_THAT(cut_at(kPlain, {1000}, 2000), ElementsAre(Pair(0, 1000), Pair(1000, 1000)));
}

TEST(WindowCutter, DropsARestBeforeAChangeThatIsTooShort) {
  EXPECT_THAT(cut_at(kPlain, {1299}, 2299), ElementsAre(Pair(0, 1000), Pair(1299, 1000)));
  EXPECT_THAT(cut_at(kPlain, {1300}, 2300),
              ElementsAre(Pair(0, 1000), Pair(1000, 300), Pair(1300, 1000)));
}

TEST(WindowCutter, HoldsAWindowBackUntilItIsCertain) {
  WindowCutter cutter(kPlain);
  cutter.begin(0);
  EXPECT_FALSE(cutter.next(1900, 999));
  EXPECT_TRUE(cutter.next(1900, 1000));
  EXPECT_FALSE(cutter.next(2100, 1990));
  cutter.change(1990);
  EXPECT_EQ(cutter.first_needed_frame(1990), 1000);
  EXPECT_EQ(cutter.next(2100, 1990)->span.frame_count, 990);
  EXPECT_FALSE(cutter.next(2100, 1990));
  EXPECT_EQ(cutter.first_needed_frame(1990), 1990);
}

TEST(WindowCutter, LetsOverlappingWindowsGrowBehindAChange) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 400;
  EXPECT_THAT(cut_at(config, {1500}, 3400),
              ElementsAre(Pair(0, 1000), Pair(400, 1000), Pair(800, 700),      // before
                          Pair(1500, 400), Pair(1500, 800), Pair(1500, 1000),  // growing
                          Pair(1900, 1000), Pair(2300, 1000), Pair(2700, 700)));
  config.interval_frames = 200;  // what is too short to be a window is left out
  EXPECT_THAT(cut_at(config, {1000}, 1900),
              ElementsAre(Pair(0, 1000), Pair(1000, 400), Pair(1000, 600), Pair(1000, 800),
                          Pair(1000, 900)));
}

TEST(WindowCutter, BeginsAtAChangeWithinAGapBetweenWindows) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 2500;
  EXPECT_THAT(cut_at(config, {1800}, 5000),
              ElementsAre(Pair(0, 1000), Pair(1800, 1000), Pair(4300, 700)));
}

TEST(WindowCutter, KeepsAShortStreamWholeWhateverChanges) {
  WindowCutter::Config config = kPlain;
  config.keep_whole_frames = 1600;
  EXPECT_THAT(cut_at(config, {500, 1200}, 1600), ElementsAre(Pair(0, 1600)));
  EXPECT_THAT(cut_at(config, {500, 1200}, 1700),
              ElementsAre(Pair(0, 500), Pair(500, 700), Pair(1200, 500)));
}

TEST(WindowCutter, DoesNotCareWhenItIsAsked) {
  WindowCutter::Config config = kPlain;
  config.interval_frames = 300;
  const std::vector<std::int64_t> changes{700, 1900, 2600};
  const Windows windows = cut_at(config, changes, 4444);
  for (const std::int64_t lag : {0, 50, 999, 3000})
    for (const std::int64_t step : {1, 13, 5000}) {
      WindowCutter cutter(config);
      EXPECT_EQ(cut_at(cutter, changes, 4444, lag, step), windows) << lag << " " << step;
    }
}

TEST(WindowCutter, ForgetsChangesWhereANewStretchBegins) {
  WindowCutter cutter(kPlain);
  EXPECT_THAT(cut_at(cutter, {500}, 900), ElementsAre(Pair(0, 500), Pair(500, 400)));
  cutter.begin(2048);
  const auto window = cutter.next(3048, 3048);
  ASSERT_TRUE(window);
  EXPECT_EQ(window->span.first_frame, 2048);
  EXPECT_FALSE(window->starts_at_change);
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

TEST(WindowCutter, TellsWhatIsDueAndWhereTheNextMayBegin) {
  WindowCutter cutter({.window_frames = 1000, .interval_frames = 400, .shortest_frames = 300});
  cutter.begin(100);
  EXPECT_EQ(cutter.due().first_frame, 100);
  EXPECT_EQ(cutter.due().end_frame(), 1100);
  EXPECT_EQ(cutter.first_frame_behind_due(), 500);
  ASSERT_TRUE(cutter.next(1100, 1100));
  EXPECT_EQ(cutter.due().first_frame, 500);
  cutter.change(1250);
  EXPECT_EQ(cutter.first_frame_behind_due(), 900);
  ASSERT_TRUE(cutter.next(1300, 1300));  // what is left before the change
  EXPECT_EQ(cutter.due().first_frame, 1250);
  EXPECT_EQ(cutter.due().frame_count, 400);          // windows behind a change grow,
  EXPECT_EQ(cutter.first_frame_behind_due(), 1250);  // all from there
}

}  // namespace
}  // namespace airmark::analysis
