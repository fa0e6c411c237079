#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"
#include "realtime/session/live_session.h"
#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/scripted_capture.h"
#include "tests/realtime/session/scripted_tagger.h"
#include "tests/support/drums.h"

namespace airmark::realtime {
namespace {

using testing::Collected;
using testing::CollectingSink;
using ::testing::IsEmpty;

constexpr double kTrackS = 30.0;
/// What a listener is to wait at most for another tempo.
constexpr double kLongestDelayS = 6.0;

/// The tempo events of a live feed of these samples at kAnalysisRateHz.
std::vector<TagEvent> tempi_of(const std::vector<float>& samples) {
  const auto collected = std::make_shared<Collected>();
  std::vector<std::unique_ptr<Sink>> sinks;
  sinks.push_back(std::make_unique<CollectingSink>(collected));
  LiveSession::Config config;
  config.duration_s = static_cast<double>(samples.size()) / kAnalysisRateHz;
  LiveSession session(config,
                      std::make_unique<testing::ScriptedCapture>(
                          testing::random_chunks({samples}, static_cast<int>(kAnalysisRateHz))),
                      std::make_unique<testing::ScriptedTagger>(testing::tag_set("disco")), nullptr,
                      std::move(sinks));
  EXPECT_TRUE(session.run({}));
  return collected->of(TagEventType::Tempo);
}

double time_s(const TagEvent& event) { return static_cast<double>(event.frame) / kAnalysisRateHz; }

bool is_near(const TagEvent& event, double bpm) {
  return event.tempo->bpm && std::abs(*event.tempo->bpm / bpm - 1.0) <= 0.04;
}

/// Seconds from a moment to the first event of this tempo; longer than any test waits where there
/// is none.
double delay_s(const std::vector<TagEvent>& events, double from_s, double bpm) {
  for (const TagEvent& event : events)
    if (time_s(event) > from_s && is_near(event, bpm)) return time_s(event) - from_s;
  return 1e9;
}

TEST(LiveTempo, TellsAnotherTempoOfDrumsWithinSixSeconds) {
  for (const auto& [from_bpm, to_bpm] : {std::pair{100.0, 140.0}, std::pair{128.0, 90.0},
                                         std::pair{90.0, 128.0}, std::pair{120.0, 100.0}}) {
    testing::DrumTrack track(kTrackS);
    const double change_s = track.play_rock(0.0, kTrackS / 2, from_bpm);
    track.play_rock(change_s, kTrackS, to_bpm);
    const std::vector<TagEvent> events = tempi_of(track.samples());
    EXPECT_LE(delay_s(events, 0.0, from_bpm), kLongestDelayS) << from_bpm;
    EXPECT_LE(delay_s(events, change_s, to_bpm), kLongestDelayS) << from_bpm << " to " << to_bpm;
    // One for each tempo, one where each has settled, and one on the way from one to the other.
    EXPECT_LE(events.size(), 5u) << from_bpm << " to " << to_bpm;
    ASSERT_FALSE(events.empty());
    EXPECT_NEAR(events.back().tempo->bpm.value_or(0.0), to_bpm, 0.015 * to_bpm);
    EXPECT_FALSE(events.back().tempo->candidates.empty());
  }
}

TEST(LiveTempo, TellsABeatThatBeginsWithinSixSeconds) {
  testing::DrumTrack track(kTrackS);
  track.play_rock(kTrackS / 2, kTrackS, 126.0);
  const std::vector<TagEvent> events = tempi_of(track.samples());
  EXPECT_LE(delay_s(events, kTrackS / 2, 126.0), kLongestDelayS);
  ASSERT_FALSE(events.empty());
  EXPECT_GE(time_s(events.front()), kTrackS / 2);
}

TEST(LiveTempo, TellsThatTheBeatIsGone) {
  testing::DrumTrack track(kTrackS);
  track.play_rock(0.0, 10.0, 126.0);
  const std::vector<TagEvent> events = tempi_of(track.samples());
  ASSERT_FALSE(events.empty());
  EXPECT_FALSE(events.back().tempo->bpm);
}

TEST(LiveTempo, TellsNothingWhereThereIsNoBeat) {
  EXPECT_THAT(tempi_of(testing::DrumTrack(kTrackS).samples()), IsEmpty());
}

}  // namespace
}  // namespace airmark::realtime
