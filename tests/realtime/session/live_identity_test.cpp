#include <gtest/gtest.h>
#include <sndfile.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/vocabulary/json_text.h"
#include "realtime/session/live_session.h"
#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/scripted_capture.h"
#include "tests/realtime/session/scripted_tagger.h"
#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using testing::Channels;

constexpr analysis::WindowPlan kPlan{5.0, 4.0, 0.0};

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The windows of a sound file, as a program that knows nothing of live feeds finds them.
std::string offline_windows(const std::filesystem::path& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) return "cannot read the recording";
  const auto channel_count = static_cast<std::size_t>(info.channels);
  std::vector<float> interleaved(static_cast<std::size_t>(info.frames) * channel_count);
  sf_readf_float(file, interleaved.data(), info.frames);
  sf_close(file);
  Channels channels(channel_count);
  std::vector<const float*> pointers;
  for (std::size_t c = 0; c < channel_count; ++c) {
    for (std::size_t n = c; n < interleaved.size(); n += channel_count)
      channels[c].push_back(interleaved[n]);
    pointers.push_back(channels[c].data());
  }
  std::string lines;
  analysis::AnalysisPipeline pipeline(
      {static_cast<double>(info.samplerate), info.channels, kPlan},
      [&](const WindowAnalysis& analysis) { lines += json_line(analysis) + '\n'; });
  pipeline.push({0, channels[0].size(), pointers});
  pipeline.finish();
  return lines;
}

bool every_sample_is_usable(const std::filesystem::path& path) {
  SF_INFO info{};
  SNDFILE* file = sf_open(path.c_str(), SFM_READ, &info);
  if (file == nullptr) return false;
  std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
  sf_readf_float(file, samples.data(), info.frames);
  sf_close(file);
  return std::all_of(samples.begin(), samples.end(), is_usable);
}

class LiveIdentity : public ::testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(LiveIdentity, TheRecordingAnalysedOfflineGivesTheSameBytes) {
  const auto [sample_rate_hz, channel_count] = GetParam();
  Channels channels;
  for (int c = 0; c < channel_count; ++c)
    channels.push_back(testing::music(15.3, sample_rate_hz, static_cast<unsigned>(c) + 1));
  // A fade to where floats lose their digits: a thread that treats such numbers in its own way
  // (flush to zero) shows here.
  for (std::vector<float>& channel : channels)
    for (std::size_t n = channel.size() / 2; n < channel.size(); ++n)
      channel[n] *= n < channel.size() * 3 / 4 ? 1e-30f : 1e-42f;
  channels.back()[12345] = std::numeric_limits<float>::quiet_NaN();
  channels.back()[23456] = std::numeric_limits<float>::infinity();
  const testing::TemporaryFolder folder;
  LiveSession::Config config;
  config.plan = kPlan;
  config.duration_s = 15.0;
  config.record = folder / "take.wav";
  config.windows = folder / "windows.jsonl";
  std::vector<std::unique_ptr<Sink>> sinks;
  const auto collected = std::make_shared<testing::Collected>();
  sinks.push_back(std::make_unique<testing::CollectingSink>(collected));
  LiveSession session(
      config,
      std::make_unique<testing::ScriptedCapture>(testing::random_chunks(channels, sample_rate_hz)),
      std::make_unique<testing::ScriptedTagger>(testing::tag_set("jazz")), nullptr,
      std::move(sinks));
  ASSERT_TRUE(session.run({}));

  const std::string live = text_of(*config.windows);
  EXPECT_EQ(std::count(live.begin(), live.end(), '\n'), 4);
  EXPECT_EQ(live, offline_windows(*config.record));
  const std::vector<TagEvent> alarms = collected->of(TagEventType::Alarm);
  ASSERT_EQ(alarms.size(), 1u);
  EXPECT_EQ(alarms[0].message,
            "the feed holds samples that are not numbers; they count as silence");
  EXPECT_EQ(collected->events().back().health->unusable_samples, 2);
  EXPECT_TRUE(every_sample_is_usable(*config.record));
}

INSTANTIATE_TEST_SUITE_P(RatesAndChannels, LiveIdentity,
                         ::testing::Combine(::testing::Values(22050, 44100, 48000),
                                            ::testing::Values(1, 2)));

}  // namespace
}  // namespace airmark::realtime
