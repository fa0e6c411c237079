#include "realtime/session/tempo_publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "tests/realtime/session/collecting_sink.h"

namespace airmark::realtime {
namespace {

using testing::Collected;
using testing::CollectingSink;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Told = std::optional<double>;

constexpr std::int64_t kReportFrames = 21 * 512;

class TempoPublisherTest : public ::testing::Test {
 protected:
  TempoPublisherTest() {
    runner_.start();
    events_.begin("airmark");
  }
  void hear(int report_count, std::optional<double> bpm, double confidence = 0.95) {
    for (int n = 0; n < report_count; ++n) {
      frame_ += kReportFrames;
      publisher_.on_report({frame_, bpm, bpm ? confidence : 0.0, {}});
    }
  }
  const std::vector<TagEvent>& published() {
    runner_.close();
    runner_.join(std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return published_ = collected_->of(TagEventType::Tempo);
  }
  std::vector<Told> told() {
    std::vector<Told> result;
    for (const TagEvent& event : published()) result.push_back(event.tempo.value().bpm);
    return result;
  }

  std::shared_ptr<Collected> collected_ = std::make_shared<Collected>();
  SinkRunner runner_{std::make_unique<CollectingSink>(collected_),
                     {[](const std::string&) {}, [] {}}};
  EventStream events_{{&runner_}};
  TempoPublisher publisher_{events_};
  std::int64_t frame_ = 0;
  std::vector<TagEvent> published_;
};

TEST_F(TempoPublisherTest, TellsASteadyTempoOnce) {
  hear(2, 120.0);
  const std::int64_t third_frame = frame_ + kReportFrames;
  hear(100, 120.5, 0.9);
  ASSERT_EQ(published().size(), 1u);
  const TagEvent& event = published_.front();
  EXPECT_EQ(event.frame, third_frame);
  EXPECT_EQ(event.tempo, (TempoReport{third_frame, 120.5, 0.9, {}}));
  EXPECT_EQ(event.source, "airmark");
}

TEST_F(TempoPublisherTest, TellsACertainJumpAtOnce) {
  hear(20, 128.0);
  hear(1, 90.0);
  EXPECT_THAT(told(), ElementsAre(128.0, 90.0));
}

TEST_F(TempoPublisherTest, WaitsUntilALessCertainJumpHasLasted) {
  hear(20, 128.0);
  hear(2, 90.0, 0.7);
  hear(20, 128.0);
  hear(3, 90.0, 0.7);
  EXPECT_THAT(told(), ElementsAre(128.0, 90.0));
}

TEST_F(TempoPublisherTest, TellsWhereATempoThatWasNotYetRightHasSettled) {
  hear(20, 90.0);
  hear(1, 123.0);
  hear(1, 125.5);
  hear(30, 127.5);
  EXPECT_THAT(told(), ElementsAre(90.0, 123.0, 127.5));
}

TEST_F(TempoPublisherTest, TellsADriftOnceItAddsUp) {
  hear(10, 100.0);
  for (double bpm = 100.0; bpm < 111.0; bpm += 0.5) hear(1, bpm);
  // More than 4 % for three reports, and four seconds later.
  EXPECT_THAT(told(), ElementsAre(100.0, 105.5, 109.5));
}

TEST_F(TempoPublisherTest, DoesNotFollowATempoThatSwaysLessThanThat) {
  hear(10, 100.0);
  for (int n = 0; n < 50; ++n) hear(1, n % 2 == 0 ? 98.5 : 101.5);
  // Once, where it settles.
  EXPECT_LE(told().size(), 2u);
}

TEST_F(TempoPublisherTest, HoldsTheTempoThroughABreakWithoutAClearBeat) {
  hear(10, 126.0);
  for (int n = 0; n < 19; ++n) hear(1, n % 2 == 0 ? 80.0 : 150.0, 0.3);
  hear(10, 126.0);
  EXPECT_THAT(told(), ElementsAre(126.0));
}

TEST_F(TempoPublisherTest, TellsOnceThatTheBeatIsGoneAndThatOneBegins) {
  hear(10, 126.0);
  hear(15, 80.0, 0.3);
  hear(50, std::nullopt);
  hear(10, 126.0);
  EXPECT_THAT(told(), ElementsAre(126.0, std::nullopt, 126.0));
  EXPECT_EQ(published_[1].tempo->confidence, 0.0);
}

TEST_F(TempoPublisherTest, TellsNothingOfMusicWithoutAClearBeat) {
  for (int n = 0; n < 100; ++n) hear(1, 60.0 + n, 0.49);
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(TempoPublisherTest, TellsThatTheTempoIsGoneWhenNothingIsHeard) {
  publisher_.nothing_heard();
  hear(10, 126.0);
  publisher_.nothing_heard();
  publisher_.nothing_heard();
  EXPECT_THAT(told(), ElementsAre(126.0, std::nullopt));
  EXPECT_EQ(published_[1].frame, frame_);
}

TEST_F(TempoPublisherTest, HoldsTheTempoOverToANewStream) {
  hear(10, 126.0);
  publisher_.begin_stream();
  frame_ = 0;
  hear(10, 126.0);
  publisher_.begin_stream();
  hear(2, 100.0);  // no jump: what was before was another stream
  hear(10, 126.0);
  hear(3, 100.0, 0.6);
  EXPECT_THAT(told(), ElementsAre(126.0, 100.0));
}

}  // namespace
}  // namespace airmark::realtime
