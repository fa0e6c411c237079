#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/json_text.h"
#include "tests/support/pipeline_run.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::always;
using airmark::testing::clicks;
using airmark::testing::music_in;
using airmark::testing::NextSize;
using airmark::testing::push;
using airmark::testing::random_sizes;
using airmark::testing::Signal;
using ::testing::SizeIs;

constexpr double kRateHz = 32000.0;
constexpr WindowPlan kPlan{.window_s = 5.0, .interval_s = 4.0, .cut_at_changes = true};

struct Heard {
  std::vector<std::string> windows;  ///< As lines of JSON.
  std::vector<TempoReport> tempi;
};

/// A stream that lacks so many frames in its middle.
Heard hear(const Signal& signal, const NextSize& next_size, std::int64_t lost_frames = 0,
           bool follow_tempo = true) {
  Heard result;
  AnalysisPipeline::OnTempo on_tempo;
  if (follow_tempo) on_tempo = [&](const TempoReport& report) { result.tempi.push_back(report); };
  AnalysisPipeline pipeline(
      {kRateHz, static_cast<int>(signal.size()), kPlan},
      [&](const WindowAnalysis& window) { result.windows.push_back(json_line(window)); }, on_tempo);
  const std::size_t size = signal[0].size();
  push(pipeline, signal, 0, size / 2, 0, next_size);
  push(pipeline, signal, size / 2, size, static_cast<std::int64_t>(size / 2) + lost_frames,
       next_size);
  pipeline.finish();
  return result;
}

TEST(AnalysisPipelineWithTempo, GivesTheWindowsThatItGivesWithout) {
  const Signal signal = music_in(1, 20.0, kRateHz);
  const Heard with = hear(signal, always(4096), 12345);
  EXPECT_THAT(with.windows, SizeIs(::testing::Ge(4u)));
  EXPECT_EQ(with.windows, hear(signal, always(4096), 12345, false).windows);
}

TEST(AnalysisPipelineWithTempo, DoesNotCareHowTheStreamIsCut) {
  const Signal signal = music_in(1, 14.0, kRateHz);
  const Heard whole = hear(signal, always(10'000'000), 1000);
  ASSERT_THAT(whole.tempi, SizeIs(::testing::Ge(10u)));
  EXPECT_EQ(hear(signal, always(128), 1000).tempi, whole.tempi);
  EXPECT_EQ(hear(signal, random_sizes(1), 1000).tempi, whole.tempi);
}

TEST(AnalysisPipelineWithTempo, HearsNothingAcrossAGap) {
  constexpr double kGapS = 7.3;
  const Heard broken =
      hear({clicks(120.0, 20.0, kRateHz)}, always(480), static_cast<std::int64_t>(kGapS * kRateHz));
  bool again = false;
  for (const TempoReport& report : broken.tempi) {
    const double at_s = static_cast<double>(report.at_frame) / kAnalysisRateHz;
    EXPECT_TRUE(at_s <= 10.1 || at_s >= 10.0 + kGapS + 3.9) << at_s;
    EXPECT_NEAR(report.bpm.value_or(0.0), 120.0, 2.0) << at_s;
    again = again || at_s > 10.0 + kGapS;
  }
  EXPECT_TRUE(again);
}

}  // namespace
}  // namespace airmark::analysis
