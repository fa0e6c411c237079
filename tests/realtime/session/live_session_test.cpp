#include "realtime/session/live_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "realtime/publish/json_lines_sink.h"
#include "realtime/publish/now_playing_file.h"
#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/eventually.h"
#include "tests/realtime/session/scripted_capture.h"
#include "tests/realtime/session/scripted_tagger.h"
#include "tests/support/signals.h"
#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using ::testing::AllOf;
using testing::Collected;
using testing::CollectingSink;
using testing::eventually;
using ::testing::HasSubstr;
using testing::random_chunks;
using testing::ScriptedCapture;
using testing::ScriptedTagger;
using testing::tag_set;
using Clock = std::chrono::steady_clock;

class LiveSessionTest : public ::testing::Test {
 protected:
  LiveSessionTest() { config_.plan = {4.0, 4.0, 0.0}; }

  std::unique_ptr<ScriptedCapture> capture(double duration_s) {
    return std::make_unique<ScriptedCapture>(
        random_chunks({testing::music(duration_s, 22050)}, 22050),
        [this] { script_ended_ = true; });
  }
  Result<Done> run(std::unique_ptr<Capture> capture,
                   std::unique_ptr<Tagger> second_opinion = nullptr,
                   std::unique_ptr<Sink> sink = nullptr) {
    std::vector<std::unique_ptr<Sink>> sinks;
    sinks.push_back(std::make_unique<CollectingSink>(collected_));
    if (sink) sinks.push_back(std::move(sink));
    LiveSession session(config_, std::move(capture),
                        std::make_unique<ScriptedTagger>(tag_set("jazz")),
                        std::move(second_opinion), std::move(sinks));
    return session.run(stop_.get_token());
  }
  /// Asks to stop as soon as `is_time`, and measures how long the session then takes.
  Result<Done> run_until(const std::function<bool()>& is_time, std::unique_ptr<Capture> capture,
                         std::unique_ptr<Tagger> second_opinion = nullptr,
                         std::unique_ptr<Sink> sink = nullptr) {
    const std::jthread stopper([&] {
      came_in_time_ = eventually(is_time);
      stopped_at_ = Clock::now();
      stop_.request_stop();
    });
    Result<Done> result = run(std::move(capture), std::move(second_opinion), std::move(sink));
    stopping_took_ = Clock::now() - stopped_at_;
    return result;
  }

  LiveSession::Config config_;
  std::shared_ptr<Collected> collected_ = std::make_shared<Collected>();
  std::stop_source stop_;
  std::atomic<bool> script_ended_{false};
  std::atomic<bool> came_in_time_{false};
  Clock::time_point stopped_at_;
  Clock::duration stopping_took_{};
  testing::TemporaryFolder folder_;
};

TEST_F(LiveSessionTest, PublishesFromTheFirstHealthToTheLastInOrder) {
  const Result<Done> done = run_until([&] { return script_ended_.load(); }, capture(11.5));
  ASSERT_TRUE(done);
  ASSERT_TRUE(came_in_time_);
  EXPECT_LT(stopping_took_, std::chrono::seconds(1));
  const std::vector<TagEvent> events = collected_->events();
  ASSERT_EQ(events.size(), 7u);
  const std::array kTypes{TagEventType::Health, TagEventType::Window, TagEventType::State,
                          TagEventType::Tempo,  TagEventType::Window, TagEventType::Window,
                          TagEventType::Health};
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].type, kTypes[i]) << i;
    EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(events[i].source, "airmark-01");
    EXPECT_EQ(events[i].session, events[0].session);
  }
  // The open window of 3.5 s was finished and published.
  EXPECT_EQ(events[5].window->end_frame(), static_cast<std::int64_t>(11.5 * 22050));
  EXPECT_EQ(events[6].health->coverage, 1.0);
  EXPECT_EQ(events[6].health->xruns, 3);
  EXPECT_EQ(events[6].health->frames_seen, static_cast<std::int64_t>(11.5 * 22050));
}

TEST_F(LiveSessionTest, EndsByItselfAfterTheDuration) {
  config_.duration_s = 7.5;
  ASSERT_TRUE(run(capture(60.0)));
  const std::vector<TagEvent> windows = collected_->of(TagEventType::Window);
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[1].frame, 165375);
}

TEST_F(LiveSessionTest, StopsWithinASecondThoughTheSecondOpinionAndASinkAreStuck) {
  std::atomic<bool> asked{false};
  const Result<Done> done = run_until(
      [&] { return asked && script_ended_; }, capture(8.0),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token& stop) {
        asked = true;
        return testing::wait_for_stop(stop);
      }),
      std::make_unique<CollectingSink>(
          std::make_shared<Collected>(),
          [](const TagEvent&, const std::stop_token& stop) -> Result<Publication> {
            while (!stop.stop_requested())
              std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return Error{ErrorKind::Timeout, "Nobody reads the stuck sink."};
          }));
  ASSERT_TRUE(came_in_time_);
  EXPECT_LT(stopping_took_, std::chrono::seconds(1));
  // What the stuck sink did not publish is told at the end; the other one has it all.
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "Nobody reads the stuck sink.");
  EXPECT_EQ(collected_->of(TagEventType::Window).size(), 2u);
  EXPECT_EQ(collected_->of(TagEventType::Health).size(), 2u);
}

TEST_F(LiveSessionTest, CountsTheWindowsThatTheSecondOpinionNeverSaw) {
  std::atomic<bool> asked{false};
  ASSERT_TRUE(run_until(
      [&] { return asked && script_ended_; }, capture(20.0),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token& stop) {
        asked = true;
        eventually([&] { return collected_->of(TagEventType::Window).size() == 5; });
        return testing::wait_for_stop(stop);
      })));
  const TagEvent last = collected_->events().back();
  ASSERT_TRUE(last.health);
  EXPECT_GE(last.health->windows_replaced, 2);
}

TEST_F(LiveSessionTest, TurnsNoticesOfTheCaptureIntoAlarms) {
  auto noticing = capture(4.0);
  noticing->notices = {"The JACK server went away; waiting for it."};
  ASSERT_TRUE(run_until([&] { return script_ended_.load(); }, std::move(noticing)));
  const std::vector<TagEvent> alarms = collected_->of(TagEventType::Alarm);
  ASSERT_EQ(alarms.size(), 1u);
  EXPECT_EQ(alarms[0].message, "The JACK server went away; waiting for it.");
}

TEST_F(LiveSessionTest, SaysWhatTheCaptureSaysWhereThereIsNoServer) {
  auto refused = capture(1.0);
  refused->refusal = Error{ErrorKind::Unavailable, "There is no JACK server; start one."};
  const Result<Done> done = run(std::move(refused));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(collected_->events().empty());
}

TEST_F(LiveSessionTest, RefusesToStartWithAFileItCannotWrite) {
  const std::filesystem::path nowhere = folder_ / "no" / "such" / "folder";
  config_.record = nowhere / "take.wav";
  const Result<Done> unrecorded = run(capture(1.0));
  ASSERT_FALSE(unrecorded);
  EXPECT_EQ(unrecorded.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(unrecorded.error().message, HasSubstr(config_.record->string()));

  config_.record.reset();
  config_.windows = nowhere / "windows.jsonl";
  const Result<Done> unkept = run(capture(1.0));
  ASSERT_FALSE(unkept);
  EXPECT_EQ(unkept.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(unkept.error().message, HasSubstr(config_.windows->string()));

  config_.windows.reset();
  const Result<Done> unshown =
      run(capture(1.0), nullptr, std::make_unique<NowPlayingFile>(nowhere / "now.txt"));
  ASSERT_FALSE(unshown);
  EXPECT_EQ(unshown.error().kind, ErrorKind::CannotCreate);
  EXPECT_THAT(unshown.error().message, HasSubstr((nowhere / "now.txt").string()));
}

TEST_F(LiveSessionTest, EndsWithSuccessWhenTheReaderOfItsOutputLeaves) {
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);
  close(pipe_ends[0]);
  const auto start = Clock::now();
  // Nothing else ends this session: the feed is over soon, but no one asks to stop.
  const Result<Done> done =
      run(capture(4.0), nullptr, std::make_unique<JsonLinesSink>(pipe_ends[1], "standard output"));
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(done);
  close(pipe_ends[1]);
}

TEST_F(LiveSessionTest, TellsTheOldTagNoLongerWhereNoAudioComes) {
  config_.nothing_heard_after = std::chrono::milliseconds(300);
  const auto last_state = [&] {
    const std::vector<TagEvent> states = collected_->of(TagEventType::State);
    return states.empty() ? TagState{} : states.back().state;
  };
  ASSERT_TRUE(run_until(
      [&] {
        return collected_->of(TagEventType::Window).size() == 2 &&
               last_state().state == AirState::Unknown;
      },
      capture(8.0)));
  EXPECT_TRUE(came_in_time_);
  EXPECT_EQ(collected_->of(TagEventType::State).front().state.tag, "jazz");
}

TEST_F(LiveSessionTest, SaysAtTheEndThatTheNowPlayingFileCouldNotBeWritten) {
  const std::filesystem::path folder = folder_ / "soon gone";
  std::filesystem::create_directory(folder);
  auto vanishing = capture(12.0);
  vanishing->before_first_chunk = [&] { std::filesystem::remove_all(folder); };
  const Result<Done> done = run_until(
      [&] { return collected_->of(TagEventType::Window).size() == 3; }, std::move(vanishing),
      nullptr, std::make_unique<NowPlayingFile>(folder / "now.txt"));
  ASSERT_TRUE(came_in_time_);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::InputOutput);
  EXPECT_EQ(collected_->of(TagEventType::Alarm).size(), 1u);
}

TEST_F(LiveSessionTest, SaysAtTheEndThatTheWindowsCouldNotBeKept) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  config_.windows = "/dev/full";
  const Result<Done> done = run_until([&] { return script_ended_.load(); }, capture(8.0));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::InputOutput);
  EXPECT_EQ(collected_->of(TagEventType::Window).size(), 2u);
  EXPECT_EQ(collected_->of(TagEventType::Alarm).size(), 1u);
}

}  // namespace
}  // namespace airmark::realtime
