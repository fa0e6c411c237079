#include "realtime/session/latest_value.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace airmark::realtime {
namespace {

TEST(LatestValue, GivesTheNewestAndCountsTheUnread) {
  LatestValue<int> latest;
  latest.put(1);
  latest.put(2);
  latest.put(3);
  EXPECT_EQ(latest.take({}), 3);
  EXPECT_EQ(latest.replaced_count(), 2);
}

TEST(LatestValue, EndsTheWaitWhenAskedToStop) {
  LatestValue<int> latest;
  std::jthread reader(
      [&](const std::stop_token& stop) { EXPECT_EQ(latest.take(stop), std::nullopt); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

TEST(LatestValue, GivesNothingOnceStoppedEvenIfThereIsSomething) {
  LatestValue<int> latest;
  latest.put(1);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(latest.take(stop.get_token()), std::nullopt);
}

TEST(LatestValue, LosesOnlyWhatItCountsBetweenTwoThreads) {
  constexpr int kCount = 50000;
  LatestValue<int> latest;
  int read_count = 0;
  int newest = 0;
  {
    const std::jthread writer([&] {
      for (int i = 1; i <= kCount; ++i) latest.put(i);
    });
    while (newest != kCount) {
      const int value = latest.take({}).value();
      ASSERT_GT(value, newest);
      newest = value;
      ++read_count;
    }
  }
  EXPECT_EQ(read_count + latest.replaced_count(), kCount);
}

}  // namespace
}  // namespace airmark::realtime
