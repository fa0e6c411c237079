#include "realtime/session/bounded_queue.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace airmark::realtime {
namespace {

TEST(BoundedQueue, KeepsTheOrder) {
  BoundedQueue<int> queue(3);
  for (int i = 1; i <= 3; ++i) queue.put(i);
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(queue.take({}), i);
  EXPECT_EQ(queue.try_take(), std::nullopt);
  EXPECT_EQ(queue.dropped_count(), 0);
}

TEST(BoundedQueue, GivesUpItsOldestWhenFull) {
  BoundedQueue<int> queue(2);
  for (int i = 1; i <= 5; ++i) queue.put(i);
  EXPECT_EQ(queue.try_take(), 4);
  EXPECT_EQ(queue.try_take(), 5);
  EXPECT_EQ(queue.dropped_count(), 3);
}

TEST(BoundedQueue, EndsTheWaitWhenAskedToStop) {
  BoundedQueue<int> queue(1);
  std::jthread reader(
      [&](const std::stop_token& stop) { EXPECT_EQ(queue.take(stop), std::nullopt); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

TEST(BoundedQueue, LosesOnlyWhatItCountsBetweenTwoThreads) {
  constexpr int kCount = 50000;
  BoundedQueue<int> queue(16);
  int read_count = 0;
  int newest = 0;
  {
    const std::jthread writer([&] {
      for (int i = 1; i <= kCount; ++i) queue.put(i);
    });
    while (newest != kCount) {
      const int value = queue.take({}).value();
      ASSERT_GT(value, newest);
      newest = value;
      ++read_count;
    }
  }
  EXPECT_EQ(read_count + queue.dropped_count(), kCount);
}

}  // namespace
}  // namespace airmark::realtime
