#include "realtime/session/tagging_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/realtime/session/eventually.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::realtime {
namespace {

using ::testing::ElementsAre;
using testing::eventually;
using testing::ScriptedTagger;
using testing::tag_set;

OpenQuestion question(const std::string& id) {
  OpenQuestion result;
  result.id = id;
  result.analysis.audible_ratio = 1.0;
  return result;
}

void ignore(const std::string&) {}

std::vector<std::string> answered_ids(TaggingThread& thread) {
  std::vector<std::string> ids;
  while (const auto answer = thread.next_answer()) ids.push_back(answer->id);
  return ids;
}

TEST(TaggingThread, AsksOnlyForTheNewestWindow) {
  std::atomic<int> asked{0};
  std::atomic<int> allowed{0};
  TaggingThread thread(
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token&) {
        const int mine = ++asked;
        eventually([&] { return allowed >= mine; });
        return tag_set("jazz");
      }),
      ignore);
  thread.start();
  thread.ask(question("a"));
  ASSERT_TRUE(eventually([&] { return asked == 1; }));
  for (const char* id : {"b", "c", "d"}) thread.ask(question(id));
  allowed = 2;
  std::vector<std::string> ids;
  ASSERT_TRUE(eventually([&] {
    for (const std::string& id : answered_ids(thread)) ids.push_back(id);
    return ids.size() == 2;
  }));
  EXPECT_THAT(ids, ElementsAre("a", "d"));
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(thread.windows_replaced(), 2);
  thread.stop();
}

TEST(TaggingThread, MeasuresHowLongTheTaggerTook) {
  TaggingThread thread(
      std::make_unique<ScriptedTagger>([](const WindowAnalysis&, const std::stop_token&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        return tag_set("jazz");
      }),
      ignore);
  thread.start();
  thread.ask(question("a"));
  std::optional<SecondOpinion> opinion;
  ASSERT_TRUE(eventually([&] { return (opinion = thread.next_answer()).has_value(); }));
  EXPECT_GE(opinion->tags.latency, std::chrono::milliseconds(30));
  EXPECT_LT(opinion->tags.latency, std::chrono::seconds(5));
}

/// Asks window after window of a tagger that a test scripts; an hour passes between two.
class Outages {
 public:
  explicit Outages(ScriptedTagger::Answer answer)
      : thread_(
            std::make_unique<ScriptedTagger>(
                [this, answer](const WindowAnalysis& analysis, const std::stop_token& stop) {
                  now_ += std::chrono::hours(1);
                  Result<TagSet> result = answer(analysis, stop);
                  ++asked_;
                  return result;
                }),
            [this](const std::string& message) { alarms_.push_back(message); },
            [this] { return now_; }) {}

  void ask(int count, const TagSet& first_answer = {}) {
    if (std::exchange(started_, true) == false) thread_.start();
    for (int n = 0; n < count; ++n) {
      const int asked_before = asked_;
      OpenQuestion open = question(std::to_string(asked_before + 1));
      open.first_answer = first_answer;
      thread_.ask(std::move(open));
      ASSERT_TRUE(eventually([&] { return asked_ > asked_before; }));
    }
  }
  std::vector<std::string> alarms() {
    thread_.stop();
    return alarms_;
  }
  TaggingThread& thread() { return thread_; }

 private:
  std::vector<std::string> alarms_;            // tagging thread, until it is stopped
  std::chrono::steady_clock::time_point now_;  // tagging thread
  std::atomic<int> asked_{0};
  bool started_ = false;
  TaggingThread thread_;
};

TEST(TaggingThread, TellsAnOutageOnceAndItsEndAndTheNextOneAgain) {
  int asked = 0;
  Outages outages([&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
    if (++asked == 3) return tag_set("jazz");
    return Error{ErrorKind::Unavailable, "The service is down."};
  });
  outages.ask(5);
  EXPECT_THAT(outages.alarms(), ElementsAre("the second opinion fails: The service is down.",
                                            "the second opinion answers again",
                                            "the second opinion fails: The service is down."));
  EXPECT_THAT(answered_ids(outages.thread()), ElementsAre("3"));
}

TEST(TaggingThread, TellsAnotherFailureOfTheSameOutageOnceToo) {
  int asked = 0;
  Outages outages([&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
    if (++asked < 3) return Error{ErrorKind::Unavailable, "The service is down."};
    return Error{ErrorKind::Refused, "The ceiling of $1.00 a day is reached."};
  });
  outages.ask(6);
  EXPECT_THAT(outages.alarms(),
              ElementsAre("the second opinion fails: The service is down.",
                          "the second opinion fails: The ceiling of $1.00 a day is reached."));
}

TEST(TaggingThread, TakesAnAnswerThatIsTheFirstOnesForNoneAndForNoRecovery) {
  const TagSet local = tag_set("jazz", 0.9, "model");
  int asked = 0;
  Outages outages([&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
    if (++asked == 1) return Error{ErrorKind::Unavailable, "The service is down."};
    return asked == 2 ? local : tag_set("blues", 0.9, "cascade");
  });
  outages.ask(3, local);
  EXPECT_THAT(outages.alarms(), ElementsAre("the second opinion fails: The service is down.",
                                            "the second opinion answers again"));
  const auto same = outages.thread().next_answer();
  ASSERT_TRUE(same);
  EXPECT_TRUE(same->is_first_answer);
  const auto other = outages.thread().next_answer();
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->is_first_answer);
}

TEST(TaggingThread, TakesAnEmptyAnswerThatNobodyCountedForNoRecovery) {
  int asked = 0;
  Outages outages([&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
    if (++asked == 1) return Error{ErrorKind::Unavailable, "The service is down."};
    TagSet silence;
    silence.tagger_id = "bedrock";
    return silence;
  });
  outages.ask(2);
  EXPECT_THAT(outages.alarms(), ElementsAre("the second opinion fails: The service is down."));
}

TEST(TaggingThread, TakesAnAnswerThatWasKeptForNoRecovery) {
  int asked = 0;
  Outages outages([&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
    if (++asked % 2 == 1) return Error{ErrorKind::Unavailable, "The service is down."};
    TagSet answer = tag_set("blues", 0.9, "bedrock");
    answer.prompt_version = 1;
    if (asked == 6) answer.usage = {1000, 100};
    return answer;
  });
  outages.ask(6);
  EXPECT_THAT(outages.alarms(), ElementsAre("the second opinion fails: The service is down.",
                                            "the second opinion answers again"));
  EXPECT_THAT(answered_ids(outages.thread()), ElementsAre("2", "4", "6"));
}

TEST(TaggingThread, CancelsACallWithinAFifthOfASecondAndTellsNoFailure) {
  std::atomic<bool> asked{false};
  std::vector<std::string> alarms;
  TaggingThread thread(
      std::make_unique<ScriptedTagger>([&](const WindowAnalysis&, const std::stop_token& stop) {
        asked = true;
        return testing::wait_for_stop(stop);
      }),
      [&](const std::string& message) { alarms.push_back(message); });
  thread.start();
  thread.ask(question("a"));
  ASSERT_TRUE(eventually([&] { return asked.load(); }));
  const auto start = std::chrono::steady_clock::now();
  thread.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
  EXPECT_THAT(alarms, ElementsAre());
}

}  // namespace
}  // namespace airmark::realtime
