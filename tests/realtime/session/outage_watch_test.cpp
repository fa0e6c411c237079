#include "realtime/session/outage_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace airmark::realtime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class OutageWatchTest : public ::testing::Test {
 protected:
  void fails(const std::string& message, ErrorKind kind = ErrorKind::Unavailable) {
    watch_.failed({kind, message});
  }
  void wait(std::chrono::seconds time) { now_ += time; }

  std::chrono::steady_clock::time_point now_;
  std::vector<std::string> told_;
  OutageWatch watch_{"it", [this](const std::string& message) { told_.push_back(message); },
                     [this] { return now_; }};
};

TEST_F(OutageWatchTest, TellsAFailureOncePerOutageAndItsEnd) {
  watch_.answered();
  for (int n = 0; n < 5; ++n) {
    fails("Nobody is there.");
    wait(std::chrono::minutes(10));
  }
  watch_.answered();
  watch_.answered();
  fails("Nobody is there.");
  EXPECT_THAT(told_, ElementsAre("it fails: Nobody is there.", "it answers again",
                                 "it fails: Nobody is there."));
}

TEST_F(OutageWatchTest, TellsEachSortOfFailureOnce) {
  for (int n = 0; n < 3; ++n) {
    fails("Nobody is there.");
    wait(std::chrono::minutes(2));
    fails("The ceiling is reached.");
    wait(std::chrono::minutes(2));
    fails("The ceiling is reached.", ErrorKind::Refused);
    wait(std::chrono::minutes(2));
  }
  EXPECT_THAT(told_, SizeIs(3));
}

TEST_F(OutageWatchTest, TakesFailuresThatDifferInNumbersForOne) {
  for (int n = 0; n < 5; ++n) {
    fails("HTTP 50" + std::to_string(n) + " at 12:0" + std::to_string(n) + ", request a" +
          std::to_string(n) + "f, $0." + std::to_string(n) + " spent.");
    wait(std::chrono::minutes(2));
  }
  EXPECT_THAT(told_, SizeIs(1));
}

TEST_F(OutageWatchTest, TakesWhatIsDoneAboutACauseForTheSameFailure) {
  const std::string rested = "some.model is left alone, asked again in 30 s: Nobody is there.";
  const std::string tried =
      "some.model is left alone, for one call tries it just now: Nobody is there.";
  for (const std::string& first : {std::string("Nobody is there."), rested, tried}) {
    told_.clear();
    for (const std::string& message : {first, std::string("Nobody is there."), rested, tried}) {
      fails(message);
      wait(std::chrono::minutes(2));
    }
    EXPECT_THAT(told_, ElementsAre("it fails: " + first));
    fails("some.model is left alone, asked again in 30 s: The keys have expired.");
    EXPECT_THAT(told_, SizeIs(2));
    wait(std::chrono::minutes(2));
    watch_.answered();
  }
}

TEST_F(OutageWatchTest, TellsAtMostOneFailureAMinuteAndTheOtherWhenItComesAgain) {
  fails("Nobody is there.");
  wait(std::chrono::seconds(30));
  fails("The ceiling is reached.");
  EXPECT_THAT(told_, SizeIs(1));
  wait(std::chrono::seconds(30));
  fails("The ceiling is reached.");
  EXPECT_THAT(told_,
              ElementsAre("it fails: Nobody is there.", "it fails: The ceiling is reached."));
}

TEST_F(OutageWatchTest, DoesNotFloodWhereEachSecondCallFails) {
  for (int n = 0; n < 120; ++n) {  // ten minutes
    fails("Nobody is there.");
    watch_.answered();
    wait(std::chrono::seconds(5));
  }
  EXPECT_THAT(told_, SizeIs(20));
}

TEST_F(OutageWatchTest, EndsAnOutageUntoldOfWhichNothingWasTold) {
  fails("Nobody is there.");
  watch_.answered();
  told_.clear();
  fails("Nobody is there.");
  watch_.answered();
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(OutageWatchTest, TellsSixteenSortsOfFailureAtMost) {
  std::string message = "x";
  for (int n = 0; n < 40; ++n) {
    fails(message += 'x');
    wait(std::chrono::minutes(2));
  }
  EXPECT_THAT(told_, SizeIs(16));
}

}  // namespace
}  // namespace airmark::realtime
