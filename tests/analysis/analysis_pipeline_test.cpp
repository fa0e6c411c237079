#include "analysis/analysis_pipeline.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "analysis/framing/resampler.h"
#include "analysis/framing/stream_grid.h"
#include "analysis/summary/gtzan58_extractor.h"
#include "analysis/vocabulary/json_text.h"
#include "tests/support/pipeline_run.h"
#include "tests/support/signals.h"
#include "tests/support/source_measures.h"

namespace airmark::analysis {
namespace {

using airmark::testing::always;
using airmark::testing::analyse;
using airmark::testing::analyse_with_gaps;
using airmark::testing::bytes_in_use;
using airmark::testing::first_frames;
using airmark::testing::frame_counts;
using airmark::testing::Gap;
using airmark::testing::json_lines;
using airmark::testing::music_in;
using airmark::testing::push;
using airmark::testing::random_sizes;
using airmark::testing::Signal;
using airmark::testing::Windows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// The same numbers, wherever in a stream they were measured.
void expect_same_audio(const WindowAnalysis& a, const WindowAnalysis& b) {
  EXPECT_EQ(a.window.frame_count, b.window.frame_count);
  EXPECT_EQ(a.audible_ratio, b.audible_ratio);
  EXPECT_EQ(a.gtzan58, b.gtzan58);
  EXPECT_EQ(a.loudness, b.loudness);
}

struct Format {
  double rate_hz;
  int channel_count;
};

class AnalysisPipelineOf : public ::testing::TestWithParam<Format> {};

TEST_P(AnalysisPipelineOf, DoesNotCareHowTheStreamIsCut) {
  const Signal signal = music_in(GetParam().channel_count, 9.0, GetParam().rate_hz);
  const WindowPlan plan{.window_s = 2.0, .interval_s = 1.5, .keep_whole_up_to_s = 2.2};
  const auto whole = json_lines(analyse(signal, GetParam().rate_hz, plan, always(10'000'000)));
  ASSERT_THAT(whole, SizeIs(5));
  for (const std::size_t size : {1u, 63u, 64u, 1024u, 8192u})
    EXPECT_EQ(json_lines(analyse(signal, GetParam().rate_hz, plan, always(size))), whole) << size;
  for (unsigned seed = 0; seed < 5; ++seed)
    EXPECT_EQ(json_lines(analyse(signal, GetParam().rate_hz, plan, random_sizes(seed))), whole)
        << "seed " << seed;
}

TEST_P(AnalysisPipelineOf, MeasuresEachWindowOfTheResampledStreamByItself) {
  const auto [rate_hz, channel_count] = GetParam();
  const int rate = static_cast<int>(rate_hz);
  const Signal signal = music_in(channel_count, 9.0, rate_hz);
  std::vector<float> mean(signal[0].size());
  for (std::size_t n = 0; n < mean.size(); ++n) {
    double sum = 0.0;
    for (const auto& channel : signal) sum += static_cast<double>(channel[n]);
    mean[n] = static_cast<float>(sum / channel_count);
  }
  std::vector<float> stream;
  Resampler resampler(
      rate, [&](std::span<const float> s) { stream.insert(stream.end(), s.begin(), s.end()); });
  resampler.push(mean);
  resampler.finish();

  for (const double interval_s : {0.7, 2.0, 3.1}) {  // overlapping, side by side, with gaps
    const Windows windows = analyse(signal, rate_hz, {.window_s = 2.0, .interval_s = interval_s});
    ASSERT_GE(windows.size(), 3u);
    for (const WindowAnalysis& w : windows) {
      const auto first = static_cast<std::size_t>(w.window.first_frame);
      const auto samples = std::span(stream).subspan(first, 44032);
      const WindowFeatures features = Gtzan58Extractor().extract(samples);
      EXPECT_EQ(w.gtzan58, features.gtzan58) << w.window.begin_s();
      EXPECT_EQ(w.audible_ratio, features.audible_ratio);

      Signal source;
      for (const auto& channel : signal)
        source.emplace_back(channel.begin() + source_frame_of(w.window.first_frame, rate),
                            channel.begin() + source_frame_of(w.window.end_frame(), rate));
      EXPECT_EQ(w.loudness, testing::measures_of(source, rate_hz).loudness);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, AnalysisPipelineOf,
                         ::testing::Values(Format{22050, 1}, Format{22050, 2}, Format{44100, 1},
                                           Format{44100, 2}, Format{48000, 1}, Format{48000, 2}));

TEST(AnalysisPipeline, GivesALiveWindowTheNumbersOfTheSameSamplesInAFile) {
  const Signal signal = music_in(2, 8.0, kAnalysisRateHz);
  const WindowPlan plan{.window_s = 2.0, .interval_s = 1.0};
  for (const WindowAnalysis& live : analyse(signal, kAnalysisRateHz, plan, always(128))) {
    Signal file;
    for (const auto& channel : signal)
      file.emplace_back(channel.begin() + live.window.first_frame,
                        channel.begin() + live.window.end_frame());
    const Windows offline = analyse(file, kAnalysisRateHz, {.window_s = 2.0, .interval_s = 2.0});
    ASSERT_THAT(offline, SizeIs(1));
    expect_same_audio(offline[0], live);
  }
}

TEST(AnalysisPipeline, StartsAndSizesWindowsInWholeHops) {
  const Signal signal = music_in(1, 10.0, 44100);
  const Windows windows = analyse(signal, 44100, {.window_s = 1.0, .interval_s = 0.9});
  ASSERT_THAT(windows, SizeIs(10));
  for (std::size_t k = 0; k < windows.size(); ++k) {
    EXPECT_EQ(windows[k].window.first_frame, static_cast<std::int64_t>(k) * 39 * kHopFrames);
    EXPECT_EQ(windows[k].window.frame_count, 43 * kHopFrames);
    EXPECT_EQ(windows[k].window.sample_rate_hz, 22050.0);
    EXPECT_EQ(windows[k].source_rate_hz, 44100.0);
    EXPECT_EQ(windows[k].source_channel_count, 1);
    EXPECT_EQ(windows[k].lost_frames, 0);
    EXPECT_EQ(windows[k].analysis_version, kAnalysisVersion);
  }
}

TEST(AnalysisPipeline, RoundsThirtySecondsTo1292Hops) {
  const Windows windows = analyse(music_in(1, 34.0, kAnalysisRateHz), kAnalysisRateHz, {});
  EXPECT_THAT(first_frames(windows), ElementsAre(0, 661504));
  EXPECT_THAT(frame_counts(windows), ElementsAre(661504, 34 * 22050 - 661504));
}

TEST(AnalysisPipeline, KeepsAFileOfUpTo31SecondsWhole) {
  const WindowPlan plan{.window_s = 30.0, .interval_s = 30.0, .keep_whole_up_to_s = 31.0};
  EXPECT_THAT(frame_counts(analyse(music_in(1, 30.6, 22050), 22050, plan)), ElementsAre(674730));
  EXPECT_THAT(frame_counts(analyse(music_in(1, 31.0, 22050), 22050, plan)), ElementsAre(683550));
  EXPECT_THAT(frame_counts(analyse(music_in(1, 31.1, 22050), 22050, plan)), ElementsAre(661504));
}

TEST(AnalysisPipeline, TakesAnyLengthAsOneWindowForADescription) {
  const WindowPlan plan{kLongestWindowS, kLongestWindowS, kLongestWindowS};
  EXPECT_THAT(frame_counts(analyse(music_in(2, 47.3, 44100), 44100, plan)), ElementsAre(1042965));
}

TEST(AnalysisPipeline, KeepsATailOfThreeSecondsAndNoShorterOne) {
  const WindowPlan plan{.window_s = 4.0, .interval_s = 4.0};  // 172 hops: 3.994 s
  EXPECT_THAT(analyse(music_in(1, 7.1, 48000), 48000, plan), SizeIs(2));
  EXPECT_THAT(analyse(music_in(1, 6.9, 48000), 48000, plan), SizeIs(1));
}

TEST(AnalysisPipeline, ReportsAStreamThatIsShorterThanAnyWindow) {
  const Windows windows = analyse(music_in(2, 0.1, 44100), 44100, {});
  EXPECT_THAT(frame_counts(windows), ElementsAre(2205));
  EXPECT_FALSE(windows[0].loudness);  // shorter than a gating block
}

TEST(AnalysisPipeline, ReportsNothingOfAStreamTooShortToMeasure) {
  EXPECT_THAT(analyse(music_in(1, 0.04, 44100), 44100, {}), IsEmpty());
  EXPECT_THAT(analyse(Signal(1), 44100, {}), IsEmpty());
}

TEST(AnalysisPipeline, FindsSilenceSilent) {
  const Windows windows = analyse(Signal(2, std::vector<float>(5 * 48000)), 48000, {});
  ASSERT_THAT(windows, SizeIs(1));
  EXPECT_EQ(windows[0].audible_ratio, 0.0);
  EXPECT_FALSE(windows[0].loudness);
}

TEST(AnalysisPipeline, MeasuresLoudnessAtTheSourcesOwnRateAndChannels) {
  // Out of phase, the mean of the channels is silence; the loudness is not.
  Signal signal = music_in(1, 5.0, 48000);
  signal.push_back(signal[0]);
  for (float& sample : signal[1]) sample = -sample;
  const Windows windows = analyse(signal, 48000, {});
  ASSERT_THAT(windows, SizeIs(1));
  EXPECT_EQ(windows[0].audible_ratio, 0.0);
  ASSERT_TRUE(windows[0].loudness);
  EXPECT_GT(windows[0].loudness->integrated_lufs, -40.0);
}

TEST(AnalysisPipeline, EndsTheOpenWindowAtAGapAndStartsAgainOnTheGrid) {
  for (const double rate_hz : {22050.0, 44100.0, 48000.0}) {
    const auto rate = static_cast<int>(rate_hz);
    const Signal signal = music_in(2, 18.0, rate_hz);
    const Gap gap{9 * rate, 1000};
    const WindowPlan plan{.window_s = 5.0, .interval_s = 5.0};
    const Windows windows = analyse_with_gaps(signal, rate_hz, plan, {gap}, always(64));
    const std::int64_t restart = grid_frame_from(gap.frame + gap.lost_frames, rate);
    EXPECT_THAT(first_frames(windows), ElementsAre(0, 215 * 512, restart, restart + 215 * 512));
    EXPECT_EQ(windows[1].window.end_frame(), 9 * 22050);
    EXPECT_THAT((std::vector{windows[0].lost_frames, windows[1].lost_frames, windows[2].lost_frames,
                             windows[3].lost_frames}),
                ElementsAre(0, 0, 1000, 0));

    // Nothing of the first part is heard behind the gap: the rest is like a stream of its own.
    Signal rest;
    for (const auto& channel : signal)
      rest.emplace_back(channel.begin() + source_frame_of(restart, rate), channel.end());
    const Windows alone = analyse(rest, rate_hz, plan);
    ASSERT_THAT(alone, SizeIs(2));
    expect_same_audio(windows[2], alone[0]);
    EXPECT_EQ(windows[3].gtzan58, alone[1].gtzan58);
  }
}

TEST(AnalysisPipeline, DoesNotCareHowAStreamWithGapsIsCut) {
  const Signal signal = music_in(2, 14.0, 48000);
  const WindowPlan plan{.window_s = 4.0, .interval_s = 2.0};
  const std::vector<Gap> gaps{{0, 77}, {250'000, 128}, {255'000, 1}, {260'000, 48'000}};
  const auto whole = json_lines(analyse_with_gaps(signal, 48000, plan, gaps, always(10'000'000)));
  for (const std::size_t size : {1u, 63u, 1024u, 8192u})
    EXPECT_EQ(json_lines(analyse_with_gaps(signal, 48000, plan, gaps, always(size))), whole);
}

TEST(AnalysisPipeline, AddsUpTheGapsBeforeAWindow) {
  const Signal signal = music_in(1, 12.0, 44100);
  // The piece between the gaps is shorter than three seconds: no window.
  const Windows windows =
      analyse_with_gaps(signal, 44100, {.window_s = 3.0, .interval_s = 3.0},
                        {{0, 500}, {4 * 44100, 128}, {5 * 44100, 256}}, always(128));
  ASSERT_THAT(windows, SizeIs(3));
  EXPECT_EQ(windows[0].lost_frames, 500);
  EXPECT_EQ(windows[1].lost_frames, 128 + 256);
  EXPECT_EQ(windows[1].window.first_frame, grid_frame_from(5 * 44100 + 256, 44100));
  EXPECT_EQ(windows[2].lost_frames, 0);
}

TEST(AnalysisPipeline, RefusesABlockFromThePast) {
  const Signal signal = music_in(1, 1.0, 44100);
  AnalysisPipeline pipeline({44100, 1, {}}, [](const WindowAnalysis&) {});
  push(pipeline, signal, 0, 1000, 0, always(1000));
  EXPECT_DEBUG_DEATH(push(pipeline, signal, 0, 1000, 500, always(1000)), "first_frame");
}

TEST(AnalysisPipeline, HearsSilenceWhereASampleIsNoNumber) {
  Signal clean = music_in(2, 5.0, 48000);
  Signal broken = clean;
  for (const std::size_t n : {0u, 1u, 70'000u, 239'999u}) {
    clean[1][n] = 0.0f;
    broken[1][n] = n % 2 == 0 ? std::numeric_limits<float>::quiet_NaN()
                              : -std::numeric_limits<float>::infinity();
  }
  Windows windows;
  AnalysisPipeline pipeline({48000, 2, {}}, [&](const WindowAnalysis& w) { windows.push_back(w); });
  push(pipeline, broken, 0, broken[0].size(), 0, always(1000));
  pipeline.finish();
  EXPECT_EQ(json_lines(windows), json_lines(analyse(clean, 48000, {})));
}

TEST(AnalysisPipeline, TakesUnusualRatesAndManyChannels) {
  for (const auto& [rate_hz, channel_count] :
       {Format{8000, 1}, Format{11111, 2}, Format{96000, 6}, Format{192000, 8}}) {
    const Signal signal = music_in(channel_count, 4.0, rate_hz);
    const Windows windows = analyse(signal, rate_hz, {.window_s = 3.5, .interval_s = 3.5});
    ASSERT_THAT(windows, SizeIs(1)) << rate_hz;
    EXPECT_EQ(windows[0].source_rate_hz, rate_hz);
    EXPECT_EQ(windows[0].source_channel_count, channel_count);
    EXPECT_GT(windows[0].audible_ratio, 0.99);
    ASSERT_TRUE(windows[0].loudness) << rate_hz;
    EXPECT_TRUE(std::ranges::all_of(windows[0].gtzan58, [](double v) { return std::isfinite(v); }));
  }
}

TEST(AnalysisPipeline, HearsTheSameMusicAtAnyRate) {
  // A tone has the same level whatever rate it came at: RMS of a sine of amplitude 0.5.
  for (const double rate_hz : {8000.0, 22050.0, 44100.0, 48000.0, 192000.0}) {
    const Signal tone{airmark::testing::sine(1000.0, 4.0, rate_hz)};
    const Windows windows = analyse(tone, rate_hz, {});
    ASSERT_THAT(windows, SizeIs(1));
    EXPECT_NEAR(value_of(windows[0].gtzan58, Gtzan58::RmsMean), 0.5 / std::sqrt(2.0), 0.005);
    EXPECT_NEAR(windows[0].loudness->integrated_lufs, -6.02, 0.1);
  }
}

TEST(AnalysisPipeline, HoldsNoMoreMemoryAfterItsFirstWindow) {
  if (bytes_in_use() == 0) GTEST_SKIP() << "this C library does not tell what is allocated";
  for (const auto& [rate_hz, channel_count] :
       {Format{8000, 1}, Format{22050, 1}, Format{48000, 2}, Format{192000, 8}}) {
    const Signal signal = music_in(channel_count, 1.0, rate_hz);
    std::vector<std::size_t> in_use;
    in_use.reserve(64);
    AnalysisPipeline pipeline({rate_hz, channel_count, {.window_s = 2.0, .interval_s = 1.0}},
                              [&](const WindowAnalysis&) { in_use.push_back(bytes_in_use()); });
    for (int second = 0; second < 12; ++second)
      push(pipeline, signal, 0, signal[0].size(),
           second * static_cast<std::int64_t>(signal[0].size()), always(777));
    ASSERT_GE(in_use.size(), 9u);
    EXPECT_THAT(std::span(in_use).subspan(1), ::testing::Each(in_use[1])) << rate_hz;
  }
}

}  // namespace
}  // namespace airmark::analysis
