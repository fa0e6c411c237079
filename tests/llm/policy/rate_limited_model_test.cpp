#include "llm/policy/rate_limited_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>

#include "tests/llm/policy/policy_stage.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using TimePoint = Waiting::TimePoint;

/// No stretch of `passes` may hold more than the rate and one burst allow.
void expect_within(const std::vector<TimePoint>& passes, double per_second, double burst) {
  for (std::size_t first = 0; first < passes.size(); ++first)
    for (std::size_t last = first; last < passes.size(); ++last) {
      const double time_s = std::chrono::duration<double>(passes[last] - passes[first]).count();
      ASSERT_LE(static_cast<double>(last - first + 1), per_second * time_s + burst + 1e-6)
          << per_second << " a second, from pass " << first << " to " << last;
    }
}

TEST(RateLimitedModel, NeverPassesRateTimesTimeAndOneBurst) {
  std::mt19937 random(20);
  for (const double per_second : {0.2, 1.0, 2.5, 10.0, 333.3}) {
    const auto time = std::make_shared<ScriptedTime>();
    std::vector<TimePoint> passes;
    const auto inner = std::make_shared<ScriptedModel>([&](int, const std::stop_token&) -> Outcome {
      passes.push_back(time->now());
      return answer();
    });
    const auto limited =
        make_rate_limited_model(inner, std::make_shared<RateLimiter>(per_second, time));
    std::exponential_distribution<double> gap_s(per_second * 1.2);
    for (int call = 0; call < 300; ++call) {
      if (call % 100 >= 40)  // bursts of forty calls at once, then calls at about the rate
        time->advance(std::chrono::round<std::chrono::nanoseconds>(
            std::chrono::duration<double>(gap_s(random))));
      limited->ask({}, {});
    }
    expect_within(passes, per_second, std::max(1.0, std::floor(per_second)));
  }
}

TEST(RateLimitedModel, LetsABurstPassAtOnceAndThenKeepsTheRate) {
  const auto time = std::make_shared<ScriptedTime>();
  RateLimiter limiter(4.0, time);
  const TimePoint begin = time->now();
  for (int call = 0; call < 4; ++call) EXPECT_TRUE(limiter.pass({}));
  EXPECT_EQ(time->now(), begin);
  for (int call = 0; call < 8; ++call) EXPECT_TRUE(limiter.pass({}));
  EXPECT_EQ(time->now() - begin, 2s);
  time->advance(1h);  // saves up one burst, not an hour's
  const TimePoint later = time->now();
  for (int call = 0; call < 6; ++call) EXPECT_TRUE(limiter.pass({}));
  EXPECT_EQ(time->now() - later, 500ms);
}

TEST(RateLimitedModel, TakesNoTokenForACallThatWasStopped) {
  const auto time = std::make_shared<ScriptedTime>();
  RateLimiter limiter(1.0, time);
  EXPECT_TRUE(limiter.pass({}));
  const TimePoint begin = time->now();
  std::stop_source stop;
  stop.request_stop();
  for (int call = 0; call < 100; ++call) EXPECT_FALSE(limiter.pass(stop.get_token()));
  EXPECT_TRUE(limiter.pass({}));
  EXPECT_EQ(time->now() - begin, 1s);
  EXPECT_EQ(limiter.queue_size(), 0u);
}

thread_local int this_caller = -1;

/// Time whose waits last until the test lets them end; it notes whose ended.
class HeldTime : public ScriptedTime {
 public:
  bool wait_until(TimePoint until, std::stop_token stop) override {
    while (!released_ && !stop.stop_requested()) std::this_thread::sleep_for(1ms);
    if (!stop.stop_requested()) served_.push_back(this_caller);  // one at a time is in front
    return ScriptedTime::wait_until(until, std::move(stop));
  }
  void release() { released_ = true; }
  const std::vector<int>& served() const { return served_; }

 private:
  std::atomic<bool> released_ = false;
  std::vector<int> served_;
};

TEST(RateLimitedModel, ServesCallersInTheOrderTheyCame) {
  const auto time = std::make_shared<HeldTime>();
  RateLimiter limiter(1.0, time);
  ASSERT_TRUE(limiter.pass({}));
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 10; ++caller) {
    callers.emplace_back([&, caller](const std::stop_token& stop) {
      this_caller = caller;
      limiter.pass(stop);
    });
    while (limiter.queue_size() <= static_cast<std::size_t>(caller)) std::this_thread::yield();
  }
  callers[0].request_stop();  // the one in front and one in the middle give up
  callers[5].request_stop();
  while (limiter.queue_size() > 8) std::this_thread::yield();
  time->release();
  for (std::jthread& caller : callers) caller.join();
  EXPECT_EQ(time->served(), (std::vector<int>{1, 2, 3, 4, 6, 7, 8, 9}));
}

TEST(RateLimitedModel, KeepsTheRateAmongThreads) {
  constexpr double kPerSecond = 100.0;
  const auto limiter = std::make_shared<RateLimiter>(kPerSecond, real_time());
  const auto inner = std::make_shared<ScriptedModel>(std::vector<Outcome>{answer()});
  const auto limited = make_rate_limited_model(inner, limiter);
  const auto begin = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 8; ++caller)
      callers.emplace_back([&] {
        for (int call = 0; call < 15; ++call) EXPECT_TRUE(is_answer(limited->ask({}, {})));
      });
  }
  EXPECT_EQ(inner->calls(), 120);
  EXPECT_LE(120.0, kPerSecond * seconds_since(begin) + kPerSecond);
}

TEST(RateLimitedModel, EndsItsWaitSoonAfterAStop) {
  const auto inner = std::make_shared<ScriptedModel>(std::vector<Outcome>{answer()});
  const auto limiter = std::make_shared<RateLimiter>(0.01, real_time());
  const auto limited = make_rate_limited_model(inner, limiter);
  EXPECT_TRUE(is_answer(limited->ask({}, {})));
  std::stop_source stop;
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 3; ++caller)  // one waits for its token, two for their turn
    callers.emplace_back([&] {
      EXPECT_EQ(error_of(limited->ask({}, stop.get_token())).failure, CallFailure::Stopped);
    });
  while (limiter->queue_size() < 3) std::this_thread::yield();
  const auto requested = std::chrono::steady_clock::now();
  stop.request_stop();
  callers.clear();
  EXPECT_LT(seconds_since(requested), 1.0);
  EXPECT_EQ(inner->calls(), 1);
}

}  // namespace
}  // namespace airmark::llm::testing
