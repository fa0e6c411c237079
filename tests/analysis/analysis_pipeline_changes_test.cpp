#include <gmock/gmock.h>

#include <algorithm>
#include <span>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/framing/stream_grid.h"
#include "tests/support/pipeline_run.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::always;
using airmark::testing::analyse;
using airmark::testing::analyse_with_gaps;
using airmark::testing::bytes_in_use;
using airmark::testing::frame_counts;
using airmark::testing::json_lines;
using airmark::testing::music;
using airmark::testing::music_in;
using airmark::testing::push;
using airmark::testing::random_sizes;
using airmark::testing::Signal;
using airmark::testing::white_noise;
using airmark::testing::Windows;
using ::testing::ElementsAre;
using ::testing::SizeIs;

/// Chords, then noise, then chords: what is heard changes at 22 and 45 s.
Signal three_tracks(int channel_count, double rate_hz) {
  Signal signal;
  for (int c = 0; c < channel_count; ++c) {
    const auto seed = static_cast<unsigned>(c);
    signal.push_back(music(22.0, rate_hz, 1u + seed));
    for (const auto& track :
         {white_noise(23.0, rate_hz, 0.25, 2u + seed), music(20.0, rate_hz, 3u + seed)})
      signal.back().insert(signal.back().end(), track.begin(), track.end());
  }
  return signal;
}

TEST(AnalysisPipelineWithChanges, BeginsAWindowWhereOtherMusicBegins) {
  for (const double rate_hz : {22050.0, 48000.0}) {
    const Windows windows = analyse(three_tracks(2, rate_hz), rate_hz,
                                    {.window_s = 10.0, .interval_s = 10.0, .cut_at_changes = true});
    // 0 10 | 22 32 42 | 45 55 s; the 2 s before the first change are no window.
    ASSERT_THAT(windows, SizeIs(7)) << rate_hz;
    std::vector<bool> at_change;
    for (const WindowAnalysis& w : windows) {
      at_change.push_back(w.starts_at_change);
      EXPECT_EQ(w.window.first_frame % kHopFrames, 0);
      for (const double change_s : {22.0, 45.0})
        EXPECT_FALSE(w.window.begin_s() < change_s - 0.5 &&
                     w.window.begin_s() + w.window.duration_s() > change_s + 0.5);
    }
    EXPECT_THAT(at_change, ElementsAre(false, false, true, false, false, true, false));
    EXPECT_NEAR(windows[2].window.begin_s(), 22.0, 0.5);
    EXPECT_NEAR(windows[5].window.begin_s(), 45.0, 0.5);
    EXPECT_EQ(windows[4].window.end_frame(), windows[5].window.first_frame);
  }
}

TEST(AnalysisPipelineWithChanges, DoesNotCareHowTheStreamIsCut) {
  const Signal signal = three_tracks(2, 22050);
  const WindowPlan plan{
      .window_s = 8.0, .interval_s = 5.0, .keep_whole_up_to_s = 9.0, .cut_at_changes = true};
  const auto whole = json_lines(analyse(signal, 22050, plan, always(10'000'000)));
  EXPECT_THAT(whole, SizeIs(::testing::Ge(12u)));
  EXPECT_EQ(json_lines(analyse(signal, 22050, plan, always(64))), whole);
  EXPECT_EQ(json_lines(analyse(signal, 22050, plan, random_sizes(1))), whole);
}

TEST(AnalysisPipelineWithChanges, CutsSteadyMusicAsWithoutThem) {
  const Signal signal = music_in(1, 50.0, 22050);
  WindowPlan plan{.window_s = 8.0, .interval_s = 5.0};
  const auto without = json_lines(analyse(signal, 22050, plan));
  plan.cut_at_changes = true;
  EXPECT_EQ(json_lines(analyse(signal, 22050, plan)), without);
}

TEST(AnalysisPipelineWithChanges, KeepsAFileWholeThatIsShort) {
  const Signal signal = three_tracks(1, 22050);
  const Windows windows = analyse(
      signal, 22050,
      {.window_s = 10.0, .interval_s = 10.0, .keep_whole_up_to_s = 65.0, .cut_at_changes = true});
  EXPECT_THAT(frame_counts(windows), ElementsAre(65 * 22050));
  EXPECT_FALSE(windows[0].starts_at_change);
}

TEST(AnalysisPipelineWithChanges, HoldsAWindowBackForSeventeenSecondsAtMost) {
  const Signal signal = three_tracks(1, 22050);
  std::int64_t pushed = 0;
  double longest_s = 0.0;
  AnalysisPipeline pipeline(
      {22050, 1, {.window_s = 10.0, .interval_s = 5.0, .cut_at_changes = true}},
      [&](const WindowAnalysis& w) {
        const double late_s = static_cast<double>(pushed - w.window.end_frame()) / 22050.0;
        longest_s = std::max(longest_s, late_s);
      });
  while (pushed < static_cast<std::int64_t>(signal[0].size())) {
    const auto at = static_cast<std::size_t>(pushed);
    pushed += 441;
    push(pipeline, signal, at, static_cast<std::size_t>(pushed), static_cast<std::int64_t>(at),
         always(441));
  }
  EXPECT_LE(longest_s, 17.0);
  EXPECT_GE(longest_s, 8.0);
}

TEST(AnalysisPipelineWithChanges, StartsAfreshBehindAGap) {
  const Signal signal = three_tracks(1, 22050);
  // The music changes within the gap: there is nothing to hear of it but the gap itself.
  const Windows windows =
      analyse_with_gaps(signal, 22050, {.window_s = 9.0, .interval_s = 9.0, .cut_at_changes = true},
                        {{21 * 22050, 2 * 22050}}, always(1000));
  const std::int64_t restart = grid_frame_from(23 * 22050, 22050);
  ASSERT_THAT(windows, SizeIs(7));  // 0 9 | 23 32 41 | 45 54 s, the rests too short
  EXPECT_EQ(windows[2].window.first_frame, restart);
  EXPECT_FALSE(windows[2].starts_at_change);
  EXPECT_EQ(windows[2].lost_frames, 2 * 22050);
  EXPECT_TRUE(windows[5].starts_at_change);
}

TEST(AnalysisPipelineWithChanges, HoldsNoMoreMemoryOnceItHasHeldAWindowBack) {
  if (bytes_in_use() == 0) GTEST_SKIP() << "this C library does not tell what is allocated";
  const Signal signal = three_tracks(1, 22050);
  std::vector<std::size_t> in_use;
  in_use.reserve(64);
  AnalysisPipeline pipeline(
      {22050, 1, {.window_s = 5.0, .interval_s = 5.0, .cut_at_changes = true}},
      [&](const WindowAnalysis&) { in_use.push_back(bytes_in_use()); });
  const auto length = static_cast<std::int64_t>(signal[0].size());
  push(pipeline, signal, 0, signal[0].size(), 0, always(777));
  const std::size_t once = in_use.size();
  push(pipeline, signal, 0, signal[0].size(), length, always(777));
  ASSERT_GE(in_use.size(), once + 9);
  // Windows of other lengths need other scratch memory, but never more than all of them did once.
  EXPECT_LE(*std::max_element(in_use.begin() + static_cast<std::ptrdiff_t>(once), in_use.end()),
            *std::max_element(in_use.begin(), in_use.begin() + static_cast<std::ptrdiff_t>(once)));
}

}  // namespace
}  // namespace airmark::analysis
