#include "realtime/session/event_stream.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include "tests/realtime/session/collecting_sink.h"

namespace airmark::realtime {
namespace {

using testing::Collected;
using testing::CollectingSink;

class EventStreamTest : public ::testing::Test {
 protected:
  EventStreamTest() {
    for (const auto& collected : {first_, second_}) {
      runners_.push_back(
          std::make_unique<SinkRunner>(std::make_unique<CollectingSink>(collected),
                                       SinkRunner::Callbacks{[](const std::string&) {}, [] {}}));
      runners_.back()->start();
    }
    stream_ = std::make_unique<EventStream>(
        std::vector<SinkRunner*>{runners_[0].get(), runners_[1].get()});
  }
  std::vector<TagEvent> published() {
    for (const auto& runner : runners_) {
      runner->close();
      runner->join(std::chrono::steady_clock::now() + std::chrono::seconds(10));
    }
    return first_->events();
  }

  std::shared_ptr<Collected> first_ = std::make_shared<Collected>();
  std::shared_ptr<Collected> second_ = std::make_shared<Collected>();
  std::vector<std::unique_ptr<SinkRunner>> runners_;
  std::unique_ptr<EventStream> stream_;
};

TEST_F(EventStreamTest, NumbersWithoutGapsAndInTheSameOrderForAllSinks) {
  stream_->begin("airmark");
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) stream_->alarm("something");
      });
  }
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 80u);
  const std::vector<TagEvent> others = second_->events();
  ASSERT_EQ(others.size(), 80u);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(others[i].sequence, events[i].sequence);
    if (i > 0) {
      EXPECT_GE(events[i].time, events[i - 1].time);
    }
    EXPECT_EQ(events[i].session, stream_->session());
    EXPECT_EQ(events[i].source, "airmark");
  }
}

TEST_F(EventStreamTest, HoldsBackWhatComesBeforeTheSourceIsKnown) {
  stream_->alarm("early");
  stream_->begin("airmark");
  stream_->alarm("late");
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].message, "early");
  EXPECT_EQ(events[0].source, "airmark");
  EXPECT_EQ(events[0].sequence, 1);
  EXPECT_EQ(events[1].message, "late");
}

TEST_F(EventStreamTest, RepeatsWhatIsOnTheAirInHealthAndAlarm) {
  stream_->begin("airmark");
  TagEvent window;
  window.frame = 22050;
  window.state = {AirState::Music, "jazz", 0.8, 0};
  stream_->publish(window);
  stream_->alarm("something");
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].state, window.state);
  EXPECT_EQ(events[1].frame, 22050);
}

TEST_F(EventStreamTest, DoesNotTakeBackTheFrameForWhatIsToldLate) {
  stream_->begin("airmark");
  TagEvent window;
  window.frame = 44100;
  stream_->publish(window);
  window.frame = 22050;
  stream_->publish_late(window);
  stream_->alarm("something");
  // A new stream counts from zero.
  window.frame = 11025;
  stream_->publish(window);
  stream_->alarm("something");
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(events[1].frame, 22050);
  EXPECT_EQ(events[2].frame, 44100);
  EXPECT_EQ(events[4].frame, 11025);
}

TEST_F(EventStreamTest, LeavesATempoItsOwnFrame) {
  stream_->begin("airmark");
  TagEvent window;
  window.frame = 22050;
  stream_->publish(window);
  TagEvent tempo;
  tempo.type = TagEventType::Tempo;
  tempo.frame = 33075;
  stream_->publish(tempo);
  stream_->alarm("something");
  const std::vector<TagEvent> events = published();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[1].frame, 33075);
  EXPECT_EQ(events[2].frame, 22050);
}

TEST(EventStream, NamesEachSessionDifferently) {
  EXPECT_NE(EventStream({}).session(), EventStream({}).session());
}

}  // namespace
}  // namespace airmark::realtime
