#include "realtime/session/tagging_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/realtime/session/eventually.h"
#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::realtime {
namespace {

using ::testing::ElementsAre;
using testing::eventually;
using ::testing::HasSubstr;
using testing::ScriptedTagger;
using testing::tag_set;

OpenQuestion question(const std::string& id) {
  OpenQuestion result;
  result.id = id;
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

TEST(TaggingThread, TellsAnOutageOnceAndTheNextOneAgain) {
  std::atomic<int> asked{0};
  std::vector<std::string> alarms;
  TaggingThread thread(std::make_unique<ScriptedTagger>(
                           [&](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
                             ++asked;
                             if (asked == 3) return tag_set("jazz");
                             return Error{ErrorKind::Unavailable, "The service is down."};
                           }),
                       [&](const std::string& message) { alarms.push_back(message); });
  thread.start();
  for (int i = 1; i <= 5; ++i) {
    thread.ask(question(std::to_string(i)));
    ASSERT_TRUE(eventually([&] { return asked == i; }));
  }
  thread.stop();
  ASSERT_EQ(alarms.size(), 2u);
  EXPECT_THAT(alarms[0], HasSubstr("The service is down."));
  EXPECT_THAT(answered_ids(thread), ElementsAre("3"));
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
