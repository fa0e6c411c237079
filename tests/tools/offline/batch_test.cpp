#include "tools/offline/batch.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace airmark::tools {
namespace {

using ::testing::ElementsAre;

Result<Done> say_place(std::size_t place, const PutItem& put, const std::stop_token&) {
  std::this_thread::sleep_for(std::chrono::microseconds(place % 3 * 300));
  put(OutputLine{std::to_string(place)});
  if (place % 4 == 2)
    return Error{place == 2 ? ErrorKind::NotFound : ErrorKind::BadData,
                 "no " + std::to_string(place)};
  return Done{};
}

/// Every line and every sentence that a batch put out, in order.
class Listener {
 public:
  bool operator()(OutputItem&& item) {
    if (const auto* line = std::get_if<OutputLine>(&item)) heard.push_back(line->text);
    if (const auto* error = std::get_if<Error>(&item)) heard.push_back(error->message);
    return true;
  }
  std::vector<std::string> heard;
};

TEST(Batch, SaysTheSameInTheSameOrderOnAnyNumberOfThreads) {
  Listener one;
  run_batch(40, {say_place}, std::ref(one), {});
  EXPECT_EQ(one.heard.size(), 50u);
  EXPECT_THAT(std::vector(one.heard.begin(), one.heard.begin() + 5),
              ElementsAre("0", "1", "2", "no 2", "3"));
  for (const std::size_t threads : {2u, 7u, 60u}) {
    Listener many;
    run_batch(40, std::vector<Job>(threads, say_place), std::ref(many), {});
    EXPECT_EQ(many.heard, one.heard) << threads;
  }
}

TEST(Batch, CountsWhatWorkedAndRemembersTheFirstFailureOfTheList) {
  for (int repeat = 0; repeat < 20; ++repeat) {
    Listener listener;
    const auto outcome = run_batch(40, std::vector<Job>(4, say_place), std::ref(listener), {});
    EXPECT_EQ(outcome.done_count, 30u);
    EXPECT_EQ(outcome.failed_count, 10u);
    ASSERT_TRUE(outcome.first_error);
    EXPECT_EQ(outcome.first_error->kind, ErrorKind::NotFound);
  }
}

TEST(Batch, GivesEachThreadItsOwnWorker) {
  std::vector<std::atomic<int>> inside(3);
  std::atomic<bool> shared{false};
  std::vector<Job> workers;
  for (std::atomic<int>& here : inside)
    workers.push_back([&](std::size_t, const PutItem&, const std::stop_token&) -> Result<Done> {
      if (++here > 1) shared = true;
      std::this_thread::yield();
      --here;
      return Done{};
    });
  Listener listener;
  EXPECT_EQ(run_batch(500, workers, std::ref(listener), {}).done_count, 500u);
  EXPECT_FALSE(shared);
}

TEST(Batch, EndsWhenNobodyListensAnyMore) {
  int heard = 0;
  const auto outcome =
      run_batch(100000, {say_place, say_place}, [&](OutputItem&&) { return ++heard < 10; }, {});
  EXPECT_LT(outcome.done_count, 1000u);
}

TEST(Batch, TakesAnExceptionForAFailureOfItsJobAlone) {
  const Job throws = [](std::size_t place, const PutItem&, const std::stop_token&) -> Result<Done> {
    if (place == 1) throw std::runtime_error("out of luck");
    return Done{};
  };
  Listener listener;
  const auto outcome = run_batch(4, {throws, throws}, std::ref(listener), {});
  EXPECT_EQ(outcome.done_count, 3u);
  ASSERT_TRUE(outcome.first_error);
  EXPECT_EQ(outcome.first_error->kind, ErrorKind::Internal);
  EXPECT_THAT(listener.heard, ElementsAre("internal error: out of luck"));
}

TEST(Batch, BreaksOffWhenAskedToWithoutCallingThatAFailure) {
  std::stop_source stop;
  const Job endless = [&](std::size_t, const PutItem&,
                          const std::stop_token& token) -> Result<Done> {
    stop.request_stop();
    while (!token.stop_requested()) std::this_thread::yield();
    return Error{ErrorKind::BadData, "broken off"};
  };
  Listener listener;
  const auto outcome = run_batch(50, {endless, endless}, std::ref(listener), stop.get_token());
  EXPECT_EQ(outcome.failed_count, 0u);
  EXPECT_TRUE(listener.heard.empty());
}

}  // namespace
}  // namespace airmark::tools
