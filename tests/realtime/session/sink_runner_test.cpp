#include "realtime/session/sink_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/realtime/session/collecting_sink.h"
#include "tests/realtime/session/eventually.h"

namespace airmark::realtime {
namespace {

using testing::Collected;
using testing::CollectingSink;
using ::testing::ElementsAre;
using testing::eventually;
using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

TagEvent event(std::int64_t sequence) {
  TagEvent result;
  result.sequence = sequence;
  return result;
}

Result<Publication> wait_for_stop(const TagEvent&, const std::stop_token& stop) {
  while (!stop.stop_requested()) std::this_thread::sleep_for(milliseconds(1));
  return Error{ErrorKind::Timeout, "Nobody reads."};
}

class SinkRunnerTest : public ::testing::Test {
 protected:
  void use(CollectingSink::Answer answer) {
    runner_ = std::make_unique<SinkRunner>(
        std::make_unique<CollectingSink>(collected_, std::move(answer)),
        SinkRunner::Callbacks{[this](const std::string& message) { troubles_.push_back(message); },
                              [this] { reader_left_ = true; }});
    runner_->start();
  }
  void close(milliseconds time) {
    runner_->close();
    runner_->join(Clock::now() + time);
  }

  std::shared_ptr<Collected> collected_ = std::make_shared<Collected>();
  std::vector<std::string> troubles_;  // the sink's thread until close()
  std::atomic<bool> reader_left_{false};
  std::unique_ptr<SinkRunner> runner_;
};

TEST_F(SinkRunnerTest, PublishesInOrderAndAllThatWasPostedBeforeTheEnd) {
  use([](const TagEvent&, const std::stop_token&) { return Publication::Published; });
  for (int i = 1; i <= 100; ++i) runner_->post(event(i));
  close(std::chrono::seconds(10));
  const std::vector<TagEvent> events = collected_->events();
  ASSERT_EQ(events.size(), 100u);
  for (std::size_t i = 0; i < events.size(); ++i)
    EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i) + 1);
  EXPECT_FALSE(runner_->failure());
}

TEST_F(SinkRunnerTest, NeverMakesThePosterWaitForAStuckSink) {
  use(wait_for_stop);
  const auto start = Clock::now();
  for (int i = 1; i <= 5000; ++i) runner_->post(event(i));
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(1));
  const auto end = Clock::now();
  close(milliseconds(100));
  EXPECT_LT(Clock::now() - end, milliseconds(600));
  EXPECT_EQ(collected_->events().size(), 1u);
  ASSERT_TRUE(runner_->failure());
  EXPECT_EQ(runner_->failure()->kind, ErrorKind::Timeout);
}

TEST_F(SinkRunnerTest, TellsHowMuchASlowSinkHasMissed) {
  std::atomic<bool> held{true};
  use([&](const TagEvent&, const std::stop_token&) {
    while (held) std::this_thread::sleep_for(milliseconds(1));
    return Publication::Published;
  });
  runner_->post(event(1));
  ASSERT_TRUE(eventually([&] { return collected_->events().size() == 1; }));
  for (int i = 2; i <= 300; ++i) runner_->post(event(i));
  held = false;
  ASSERT_TRUE(eventually([&] { return collected_->events().back().sequence == 300; }));
  close(std::chrono::seconds(10));
  const auto missed = 300 - collected_->events().size();
  EXPECT_GT(missed, 0u);
  ASSERT_EQ(troubles_.size(), 1u);
  EXPECT_THAT(troubles_[0], HasSubstr(std::to_string(missed) + " events"));
}

TEST_F(SinkRunnerTest, TellsWhatASlowSinkHasMissedWhereTheFeedEndsBeforeItCatchesUp) {
  std::atomic<bool> held{true};
  use([&](const TagEvent&, const std::stop_token&) {
    while (held) std::this_thread::sleep_for(milliseconds(1));
    return Publication::Published;
  });
  for (int i = 1; i <= 300; ++i) runner_->post(event(i));
  runner_->close();
  held = false;
  runner_->join(Clock::now() + std::chrono::seconds(10));
  EXPECT_GT(300 - collected_->events().size(), 0u);
  EXPECT_THAT(troubles_, ElementsAre(HasSubstr("was too slow")));
}

TEST_F(SinkRunnerTest, TellsAnOutageOnceAndKeepsItsReason) {
  use([](const TagEvent& given, const std::stop_token&) -> Result<Publication> {
    if (given.sequence == 3) return Publication::Published;
    return Error{ErrorKind::InputOutput, "Event " + std::to_string(given.sequence) + " failed."};
  });
  for (int i = 1; i <= 5; ++i) runner_->post(event(i));
  close(std::chrono::seconds(10));
  EXPECT_THAT(troubles_, ElementsAre("Event 1 failed.", "Event 4 failed."));
  ASSERT_TRUE(runner_->failure());
  EXPECT_EQ(runner_->failure()->message, "Event 5 failed.");
}

TEST_F(SinkRunnerTest, DoesNotTakeAnIgnoredEventForTheEndOfAnOutage) {
  use([](const TagEvent& given, const std::stop_token&) -> Result<Publication> {
    if (given.type != TagEventType::State) return Publication::Ignored;
    return Error{ErrorKind::InputOutput, "It is out of order."};
  });
  for (int i = 1; i <= 6; ++i) {
    TagEvent posted = event(i);
    posted.type = i % 2 == 1 ? TagEventType::State : TagEventType::Window;
    runner_->post(posted);
  }
  close(std::chrono::seconds(10));
  EXPECT_THAT(troubles_, ElementsAre("It is out of order."));
  ASSERT_TRUE(runner_->failure());
  EXPECT_EQ(runner_->failure()->message, "It is out of order.");
}

TEST_F(SinkRunnerTest, TellsThatTheReaderLeftAndPublishesNoMore) {
  use([](const TagEvent&, const std::stop_token&) { return Publication::ReaderLeft; });
  runner_->post(event(1));
  runner_->post(event(2));
  close(std::chrono::seconds(10));
  EXPECT_TRUE(reader_left_);
  EXPECT_EQ(collected_->events().size(), 1u);
  EXPECT_FALSE(runner_->failure());
}

}  // namespace
}  // namespace airmark::realtime
