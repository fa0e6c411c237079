#include "realtime/session/window_publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/eventually.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::realtime {
namespace {

using testing::Collected;
using testing::CollectingSink;
using ::testing::ElementsAre;
using testing::eventually;
using ::testing::HasSubstr;
using testing::ScriptedTagger;
using testing::tag_set;

WindowAnalysis window(int number, double audible_ratio = 1.0) {
  WindowAnalysis analysis;
  constexpr std::int64_t kFrames = 30 * kAnalysisRateHz;
  analysis.window = {number * kFrames, kFrames, kAnalysisRateHz};
  analysis.source_rate_hz = 48000;
  analysis.source_channel_count = 2;
  analysis.audible_ratio = audible_ratio;
  return analysis;
}

std::vector<TagEvent> of(const std::vector<TagEvent>& events, TagEventType type) {
  std::vector<TagEvent> result;
  for (const TagEvent& event : events)
    if (event.type == type) result.push_back(event);
  return result;
}

class WindowPublisherTest : public ::testing::Test {
 protected:
  void use(std::unique_ptr<Tagger> tagger, std::unique_ptr<Tagger> second_opinion = nullptr) {
    runner_.start();
    events_.begin("airmark");
    tagger_ = std::move(tagger);
    if (second_opinion) {
      second_opinion_ =
          std::make_unique<TaggingThread>(std::move(second_opinion), [](const std::string&) {});
      second_opinion_->start();
    }
    publisher_ = std::make_unique<WindowPublisher>(*tagger_, second_opinion_.get(), events_,
                                                   analysis::TagTracker::Config{});
  }
  bool publishes_answers(std::size_t window_events) {
    return eventually([&] {
      publisher_->take_answers();
      return collected_->of(TagEventType::Window).size() >= window_events;
    });
  }
  std::vector<TagEvent> published() {
    runner_.close();
    runner_.join(std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return collected_->events();
  }

  std::shared_ptr<Collected> collected_ = std::make_shared<Collected>();
  SinkRunner runner_{std::make_unique<CollectingSink>(collected_),
                     {[](const std::string&) {}, [] {}}};
  EventStream events_{{&runner_}};
  std::unique_ptr<Tagger> tagger_;
  std::unique_ptr<TaggingThread> second_opinion_;
  std::unique_ptr<WindowPublisher> publisher_;
};

TEST_F(WindowPublisherTest, PublishesEachWindowAndTheStateWhenItChanges) {
  use(std::make_unique<ScriptedTagger>(tag_set("jazz")));
  publisher_->on_window(window(0));
  publisher_->on_window(window(1));
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].type, TagEventType::Window);
  EXPECT_EQ(events[1].type, TagEventType::State);
  EXPECT_EQ(events[2].type, TagEventType::Window);
  EXPECT_EQ(events[0].window, window(0).window);
  EXPECT_EQ(events[0].frame, window(0).window.end_frame());
  EXPECT_EQ(events[0].tags.tags, tag_set("jazz").tags);
  EXPECT_EQ(events[1].state.state, AirState::Music);
  EXPECT_EQ(events[1].state.tag, "jazz");
  EXPECT_NE(events[0].id, events[2].id);
  EXPECT_THAT(events[0].id, HasSubstr(events_.session()));
}

TEST_F(WindowPublisherTest, PublishesTheSecondOpinionUnderTheSameIdAndBelievesIt) {
  use(std::make_unique<ScriptedTagger>(tag_set("rock", 0.9, "first")),
      std::make_unique<ScriptedTagger>(tag_set("jazz", 0.9, "second")));
  publisher_->on_window(window(0));
  ASSERT_TRUE(publishes_answers(2));
  const std::vector<TagEvent> events = published();
  const std::vector<TagEvent> windows = of(events, TagEventType::Window);
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[0].id, windows[1].id);
  EXPECT_EQ(windows[0].tags.tagger_id, "first");
  EXPECT_EQ(windows[1].tags.tagger_id, "second");
  const std::vector<TagEvent> states = of(events, TagEventType::State);
  ASSERT_EQ(states.size(), 2u);
  EXPECT_EQ(states[0].state.tag, "rock");
  EXPECT_EQ(states[1].state.tag, "jazz");
}

TEST_F(WindowPublisherTest, PublishesNothingWhereTheSecondOpinionIsTheFirstAnswer) {
  std::atomic<int> asked{0};
  use(std::make_unique<ScriptedTagger>(tag_set("jazz", 0.9, "model")),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token&) {
        return tag_set(++asked == 1 ? "jazz" : "blues", 0.9, "model");
      }));
  publisher_->on_window(window(0));
  ASSERT_TRUE(eventually([&] { return asked == 1; }));
  publisher_->take_answers();
  publisher_->on_window(window(1));
  ASSERT_TRUE(publishes_answers(3));
  const std::vector<TagEvent> windows = of(published(), TagEventType::Window);
  EXPECT_NE(windows[0].id, windows[1].id);
  EXPECT_EQ(windows[1].id, windows[2].id);
}

TEST_F(WindowPublisherTest, TakesNoTurnsOnTheAirWhereTheTaggersDisagree) {
  use(std::make_unique<ScriptedTagger>(tag_set("rock", 0.9, "first")),
      std::make_unique<ScriptedTagger>(tag_set("jazz", 0.9, "second")));
  for (int i = 0; i < 5; ++i) {
    publisher_->on_window(window(i));
    ASSERT_TRUE(publishes_answers(2 * static_cast<std::size_t>(i) + 2));
  }
  const std::vector<TagEvent> events = published();
  std::vector<std::string> told;
  for (const TagEvent& event : of(events, TagEventType::State)) told.push_back(event.state.tag);
  EXPECT_THAT(told, ElementsAre("rock", "jazz"));
  for (std::size_t i = 0; i < 10; ++i)
    EXPECT_EQ(of(events, TagEventType::Window)[i].tags.tagger_id, i % 2 == 0 ? "first" : "second");
}

TEST_F(WindowPublisherTest, BelievesTheFirstAnswerAgainWhereTheSecondOpinionStaysAway) {
  std::atomic<int> asked{0};
  use(std::make_unique<ScriptedTagger>(tag_set("rock", 0.9, "first")),
      std::make_unique<ScriptedTagger>(
          [&](const WindowAnalysis&, const std::stop_token& stop) -> Result<TagSet> {
            if (++asked == 1) return tag_set("jazz", 0.9, "second");
            return testing::wait_for_stop(stop);
          }));
  publisher_->on_window(window(0));
  ASSERT_TRUE(publishes_answers(2));
  for (int i = 1; i < 8; ++i) publisher_->on_window(window(i));
  second_opinion_->stop();
  const std::vector<TagEvent> events = published();
  EXPECT_EQ(of(events, TagEventType::Window).back().state.tag, "rock");
  EXPECT_EQ(of(events, TagEventType::Window)[2].state.tag, "jazz");
}

TEST_F(WindowPublisherTest, BelievesTheFirstAnswerAtOnceWhereTheSecondOpinionComesToAgree) {
  std::atomic<int> asked{0};
  use(std::make_unique<ScriptedTagger>(tag_set("rock", 0.9, "first")),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token&) {
        return ++asked == 1 ? tag_set("jazz", 0.9, "second") : tag_set("rock", 0.9, "first");
      }));
  publisher_->on_window(window(0));
  ASSERT_TRUE(publishes_answers(2));
  publisher_->on_window(window(1));
  ASSERT_TRUE(eventually([&] { return asked == 2; }));
  second_opinion_->stop();
  publisher_->take_answers();
  const std::vector<TagEvent> events = published();
  const std::vector<TagEvent> windows = of(events, TagEventType::Window);
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_EQ(windows[2].state.tag, "jazz");
  EXPECT_EQ(events.back().type, TagEventType::State);
  EXPECT_EQ(events.back().state.state, AirState::Transition);
}

TEST_F(WindowPublisherTest, TellsNoTagsInSilenceWhateverTheTaggerSays) {
  use(std::make_unique<ScriptedTagger>(tag_set("rock")));
  publisher_->on_window(window(0, 0.0));
  const std::vector<TagEvent> windows = of(published(), TagEventType::Window);
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_TRUE(windows[0].tags.tags.empty());
  EXPECT_EQ(windows[0].tags.tagger_id, "scripted");
  EXPECT_EQ(windows[0].state.state, AirState::Silence);
}

TEST_F(WindowPublisherTest, PublishesALateSecondOpinionWithoutChangingWhatIsOnTheAir) {
  std::atomic<bool> held{true};
  use(std::make_unique<ScriptedTagger>(tag_set("rock")),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token&) {
        eventually([&] { return !held; });
        return tag_set("jazz");
      }));
  publisher_->on_window(window(0));
  publisher_->on_window(window(1));
  publisher_->ask_no_more();
  publisher_->on_window(window(2));
  held = false;
  ASSERT_TRUE(publishes_answers(4));
  events_.alarm("something");
  const std::vector<TagEvent> events = published();
  EXPECT_EQ(events.back().frame, window(2).window.end_frame());
  const std::vector<TagEvent> states = of(events, TagEventType::State);
  ASSERT_EQ(states.size(), 1u);
  EXPECT_EQ(states[0].state.tag, "rock");
}

TEST_F(WindowPublisherTest, AsksNoSecondOpinionOfSilence) {
  std::atomic<int> asked{0};
  use(std::make_unique<ScriptedTagger>(tag_set("rock")),
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token&) {
        ++asked;
        return tag_set("jazz");
      }));
  publisher_->on_window(window(0, 0.0));
  publisher_->on_window(window(1));
  ASSERT_TRUE(publishes_answers(3));
  second_opinion_->stop();
  EXPECT_EQ(asked, 1);
  const std::vector<TagEvent> events = published();
  EXPECT_EQ(of(events, TagEventType::State)[0].state.state, AirState::Silence);
}

TEST_F(WindowPublisherTest, GoesOnWithoutTagsWhenTheTaggerFailsAndSaysSoOnce) {
  use(std::make_unique<ScriptedTagger>(
      [](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
        return Error{ErrorKind::Unavailable, "It is out of order."};
      }));
  for (int i = 0; i < 3; ++i) publisher_->on_window(window(i));
  const std::vector<TagEvent> events = published();
  const std::vector<TagEvent> windows = of(events, TagEventType::Window);
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_TRUE(windows[2].tags.tags.empty());
  EXPECT_EQ(windows[2].state.state, AirState::Unknown);
  const std::vector<TagEvent> alarms = of(events, TagEventType::Alarm);
  ASSERT_EQ(alarms.size(), 1u);
  EXPECT_THAT(alarms[0].message, HasSubstr("It is out of order."));
}

TEST_F(WindowPublisherTest, TellsThatNothingIsHeardAndGoesOnWhenItIsAgain) {
  use(std::make_unique<ScriptedTagger>(tag_set("jazz")));
  publisher_->on_window(window(0));
  publisher_->nothing_heard();
  // The open window, which ends with the outage, was heard before it.
  publisher_->on_window(window(1));
  publisher_->heard_again();
  publisher_->on_window(window(2));
  const std::vector<TagEvent> events = published();
  const std::vector<TagEvent> states = of(events, TagEventType::State);
  ASSERT_EQ(states.size(), 3u);
  EXPECT_EQ(states[0].state.tag, "jazz");
  EXPECT_EQ(states[1].state.state, AirState::Unknown);
  EXPECT_EQ(states[1].frame, window(0).window.end_frame());
  EXPECT_TRUE(states[1].tags.tagger_id.empty());
  EXPECT_EQ(states[2].state.tag, "jazz");
  EXPECT_EQ(states[2].frame, window(2).window.end_frame());
  EXPECT_EQ(of(events, TagEventType::Window).size(), 3u);
}

TEST_F(WindowPublisherTest, TellsNothingWhereNothingWasHeardSoFar) {
  use(std::make_unique<ScriptedTagger>(tag_set("jazz")));
  publisher_->nothing_heard();
  EXPECT_TRUE(published().empty());
}

TEST_F(WindowPublisherTest, ForgetsAtANewStreamWhatWasHeardInTheLastOne) {
  std::string on_air = "jazz";
  use(std::make_unique<ScriptedTagger>(
      [&](const WindowAnalysis&, const std::stop_token&) { return tag_set(on_air, 0.5); }));
  for (int i = 0; i < 3; ++i) publisher_->on_window(window(i));
  on_air = "rock";
  publisher_->begin_stream();
  publisher_->on_window(window(0));
  const std::vector<TagEvent> states = of(published(), TagEventType::State);
  ASSERT_EQ(states.size(), 2u);
  EXPECT_EQ(states[1].state.tag, "rock");
  EXPECT_EQ(states[1].state.since_frame, 0);
}

}  // namespace
}  // namespace airmark::realtime
