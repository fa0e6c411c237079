#include "llm/policy/guarded_model.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "tests/llm/policy/ledger_reader.h"
#include "tests/llm/policy/policy_stage.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;

class GuardedModel : public ::testing::Test {
 protected:
  GuardedModel() {
    auto opened = Budget::open(ledger, {1.0, 1.0, 1.0});
    EXPECT_TRUE(opened);
    budget = opened.value();
  }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path ledger = folder / "ledger.sqlite";
  std::shared_ptr<Budget> budget;
  std::shared_ptr<ScriptedTime> time = std::make_shared<ScriptedTime>();
};

TEST_F(GuardedModel, BooksEachAttemptThatMayBePaid) {
  const auto provider = std::make_shared<ScriptedModel>(
      std::vector<Outcome>{failure(CallFailure::TimedOut, 0, /*may_be_paid=*/true),
                           failure(CallFailure::Throttled, 429), answer(1000, 100)});
  const auto guarded = make_guarded_model(provider, priced_model(), budget, {}, time);
  EXPECT_TRUE(is_answer(guarded->ask({}, {})));
  EXPECT_EQ(guarded->name(), "test.model");
  const std::int64_t most = 1024 * 1000 + Prompt{}.max_output_tokens * 5000;
  EXPECT_EQ(ledger_sum(ledger), most + 0 + 1000 * 1000 + 100 * 5000);
  EXPECT_EQ(sql_number(ledger, "SELECT count(*) FROM calls"), 3);
}

TEST_F(GuardedModel, CountsACallWithItsRetriesAsOneFailure) {
  const auto provider =
      std::make_shared<ScriptedModel>(std::vector<Outcome>{failure(CallFailure::ServerFault, 503)});
  Guards guards;
  guards.failures_to_rest = 2;
  guards.rest = 7s;
  const auto guarded = make_guarded_model(provider, priced_model(), budget, guards, time);
  EXPECT_EQ(error_of(guarded->ask({}, {})).failure, CallFailure::ServerFault);
  EXPECT_EQ(error_of(guarded->ask({}, {})).failure, CallFailure::ServerFault);
  EXPECT_EQ(provider->calls(), 6);
  const CallError resting = error_of(guarded->ask({}, {}));
  EXPECT_EQ(resting.failure, CallFailure::Resting);
  EXPECT_EQ(resting.retry_after, 7s);
  EXPECT_EQ(provider->calls(), 6);
}

TEST_F(GuardedModel, HoldsRetriesToTheRate) {
  const auto provider =
      std::make_shared<ScriptedModel>(std::vector<Outcome>{failure(CallFailure::ServerFault, 503)});
  Guards guards;
  guards.requests_per_second = 0.01;
  const auto guarded = make_guarded_model(provider, priced_model(), budget, guards, time);
  const auto begin = time->now();
  guarded->ask({}, {});
  EXPECT_EQ(time->now() - begin, 200s);
}

TEST_F(GuardedModel, AsksAFreeModelWithoutABudget) {
  ModelEntry free;
  free.id = "test.model";
  const auto provider = std::make_shared<ScriptedModel>(std::vector<Outcome>{answer()});
  EXPECT_TRUE(is_answer(make_guarded_model(provider, free, nullptr, {}, time)->ask({}, {})));
}

TEST_F(GuardedModel, ReportsAStopWhateverWasGoingOn) {
  const auto provider = std::make_shared<ScriptedModel>([](int, std::stop_token stop) -> Outcome {
    while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
    return failure(CallFailure::Stopped);
  });
  Guards guards;
  guards.requests_per_second = 2.0;
  const auto guarded = make_guarded_model(provider, priced_model(), budget, guards);
  std::stop_source stop;
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 5; ++caller)
    callers.emplace_back([&] {
      EXPECT_EQ(error_of(guarded->ask({}, stop.get_token())).failure, CallFailure::Stopped);
    });
  while (provider->calls() < 2) std::this_thread::yield();
  const auto requested = std::chrono::steady_clock::now();
  stop.request_stop();
  callers.clear();
  EXPECT_LT(seconds_since(requested), 1.0);
  EXPECT_EQ(ledger_sum(ledger), 0);
}

TEST_F(GuardedModel, IsStoppedAtOnceWhileAnotherProgramHoldsTheLedger) {
  const auto provider = std::make_shared<ScriptedModel>(std::vector<Outcome>{answer()});
  const auto guarded = make_guarded_model(provider, priced_model(), budget, {});
  const LedgerHold hold(ledger);
  std::stop_source stop;
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 5; ++caller)
    callers.emplace_back([&] {
      EXPECT_EQ(error_of(guarded->ask({}, stop.get_token())).failure, CallFailure::Stopped);
    });
  std::this_thread::sleep_for(100ms);  // so that most of them wait for the ledger
  const auto requested = std::chrono::steady_clock::now();
  stop.request_stop();
  callers.clear();
  EXPECT_LT(seconds_since(requested), 1.0);
  EXPECT_EQ(provider->calls(), 0);
}

TEST_F(GuardedModel, WritesDownWhatAStoppedCallCostOnceTheLedgerIsFree) {
  std::stop_source stop;
  std::optional<LedgerHold> hold;
  const auto provider = std::make_shared<ScriptedModel>([&](int, const std::stop_token&) {
    hold.emplace(ledger);
    stop.request_stop();
    return answer(1000, 100);
  });
  const auto guarded = make_guarded_model(provider, priced_model(), budget, {});
  std::jthread releaser([&] {
    while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(300ms);
    hold.reset();
  });
  EXPECT_TRUE(is_answer(guarded->ask({}, stop.get_token())));
  EXPECT_EQ(ledger_sum(ledger), 1000 * 1000 + 100 * 5000);
}

}  // namespace
}  // namespace airmark::llm::testing
