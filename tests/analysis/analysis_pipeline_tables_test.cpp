#include <gmock/gmock.h>

#include <vector>

#include "analysis/analysis_pipeline.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using Signal = std::vector<std::vector<float>>;  // channels

std::vector<WindowAnalysis> analyse(const Signal& signal, double rate_hz, FeatureRequest tables) {
  std::vector<WindowAnalysis> windows;
  AnalysisPipeline pipeline({.source_rate_hz = rate_hz,
                             .channel_count = static_cast<int>(signal.size()),
                             .plan = {.window_s = 3.0, .interval_s = 2.0},
                             .tables = tables},
                            [&](const WindowAnalysis& w) { windows.push_back(w); });
  std::vector<const float*> channels;
  for (const auto& channel : signal) channels.push_back(channel.data());
  pipeline.push({0, signal[0].size(), channels});
  pipeline.finish();
  return windows;
}

TEST(PipelineTables, AreMeasuredWhereTheyAreAskedForAndChangeNothingElse) {
  const Signal signal{testing::music(7.0, 44100.0)};
  const auto plain = analyse(signal, 44100.0, {});
  const auto asked = analyse(signal, 44100.0, {.mir103 = true, .embedding45 = true});
  ASSERT_EQ(plain.size(), asked.size());
  for (std::size_t n = 0; n < plain.size(); ++n) {
    EXPECT_FALSE(plain[n].mir103);
    EXPECT_FALSE(plain[n].embedding45);
    ASSERT_TRUE(asked[n].mir103);
    ASSERT_TRUE(asked[n].embedding45);
    WindowAnalysis without = asked[n];
    without.mir103.reset();
    without.embedding45.reset();
    EXPECT_EQ(without, plain[n]);
  }
}

TEST(PipelineTables, OfAMonoStreamAreThoseOfTwoEqualChannels) {
  for (const double rate_hz : {22050.0, 48000.0}) {
    const std::vector<float> channel = testing::music(5.0, rate_hz);
    const FeatureRequest all{.mir103 = true, .embedding45 = true};
    const auto mono = analyse({channel}, rate_hz, all);
    const auto stereo = analyse({channel, channel}, rate_hz, all);
    ASSERT_EQ(mono.size(), stereo.size());
    for (std::size_t n = 0; n < mono.size(); ++n) {
      EXPECT_EQ(mono[n].gtzan58, stereo[n].gtzan58);
      EXPECT_EQ(mono[n].mir103, stereo[n].mir103);
      EXPECT_EQ(mono[n].embedding45, stereo[n].embedding45);
    }
  }
}

}  // namespace
}  // namespace airmark::analysis
