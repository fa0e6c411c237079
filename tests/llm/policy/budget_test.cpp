#include "llm/policy/budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

#include "llm/aws/aws_time.h"
#include "llm/policy/ledger.h"
#include "tests/llm/policy/ledger_reader.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::system_clock;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kPlenty = 1000.0;

class BudgetTest : public ::testing::Test {
 protected:
  std::shared_ptr<Budget> open(double run_usd, double hour_usd, double day_usd) {
    auto budget = Budget::open(ledger, {run_usd, hour_usd, day_usd}, [this] { return now; });
    EXPECT_TRUE(budget) << budget.error().message;
    return budget.value();
  }

  /// Empty where it was allowed, else the sentence.
  static std::string refusal(Budget& budget, double usd) {
    const auto reserved = budget.reserve("test.model", usd, {});
    if (reserved) return "";
    EXPECT_EQ(reserved.error().kind, ErrorKind::Refused);
    return reserved.error().message;
  }
  static bool spend(Budget& budget, double usd) { return refusal(budget, usd).empty(); }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path ledger = folder / "state/airmark/ledger.sqlite";
  system_clock::time_point now = *parse_time("2026-11-20T10:00:00Z");
};

TEST_F(BudgetTest, AllowsExactlyAsMuchAsItsCeiling) {
  const auto budget = open(1.0, kPlenty, kPlenty);
  for (int call = 0; call < 10; ++call) EXPECT_TRUE(spend(*budget, 0.1)) << call;
  EXPECT_FALSE(spend(*budget, 1e-9));
  EXPECT_TRUE(spend(*budget, 0.0));
  EXPECT_EQ(ledger_sum(ledger), 1'000'000'000);
}

TEST_F(BudgetTest, CountsWhatTheRunSpentThatItGoesOnWith) {
  const auto first = open(1.0, kPlenty, kPlenty);
  EXPECT_TRUE(spend(*first, 0.75));
  const auto other = open(1.0, kPlenty, kPlenty);
  EXPECT_TRUE(spend(*other, 0.5)) << "another run has a ceiling of its own";
  auto next = Budget::open(ledger, {1.0, kPlenty, kPlenty, "--max-usd"}, [this] { return now; });
  ASSERT_TRUE(next);
  next.value()->continue_run(first->run());
  EXPECT_THAT(refusal(*next.value(), 0.5), HasSubstr("raise --max-usd"));
  EXPECT_TRUE(spend(*next.value(), 0.25));
}

TEST_F(BudgetTest, AllowsNothingByDefault) {
  EXPECT_FALSE(spend(*open(0, 0, 0), 1e-9));
  EXPECT_FALSE(spend(*open(0, kPlenty, kPlenty), 0.01));
  EXPECT_FALSE(spend(*open(kPlenty, 0, kPlenty), 0.01));
  EXPECT_FALSE(spend(*open(kPlenty, kPlenty, 0), 0.01));
  EXPECT_EQ(ledger_sum(ledger), 0);
}

TEST_F(BudgetTest, CountsWhatACallReallyCost) {
  const auto budget = open(1.0, kPlenty, kPlenty);
  const auto call = budget->reserve("test.model", 0.9, {});
  ASSERT_TRUE(call);
  EXPECT_FALSE(spend(*budget, 0.2));
  ASSERT_TRUE(budget->settle(call.value(), {2000, 150}, 0.1234567891));
  const auto spending = budget->spending();
  ASSERT_TRUE(spending);
  EXPECT_DOUBLE_EQ(spending.value().run_usd, 0.12345679);  // rounded up to whole billionths
  EXPECT_EQ(spending.value().run_calls, 1);
  EXPECT_TRUE(spend(*budget, 0.8));
}

TEST_F(BudgetTest, SettlesACallOnceAndOnlyItsOwn) {
  const auto budget = open(1.0, kPlenty, kPlenty);
  const auto call = budget->reserve("test.model", 0.5, {});
  ASSERT_TRUE(budget->settle(call.value(), {}, 0.0));
  for (const std::int64_t number : {call.value(), call.value() + 1, std::int64_t{-1}}) {
    const auto again = budget->settle(number, {}, 0.0);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Internal);
  }
  const auto others = open(1.0, kPlenty, kPlenty)->reserve("test.model", 0.5, {});
  EXPECT_FALSE(budget->settle(others.value(), {}, 0.0));
}

TEST_F(BudgetTest, CountsWhatWasNeverSettledInFull) {
  ASSERT_TRUE(spend(*open(1.0, 1.0, 1.0), 0.6));  // this run ends without its answer
  const auto next = open(1.0, 1.0, 1.0);
  EXPECT_THAT(refusal(*next, 0.5), HasSubstr("an hour"));
  EXPECT_TRUE(spend(*next, 0.4));
  const auto spending = next->spending();
  EXPECT_DOUBLE_EQ(spending.value().run_usd, 0.4);
  EXPECT_DOUBLE_EQ(spending.value().hour_usd, 1.0);
}

TEST_F(BudgetTest, MovesTheHourAndTheDayWithTheClock) {
  const auto budget = open(kPlenty, 1.0, 1.5);
  ASSERT_TRUE(spend(*budget, 0.5));  // 10:00
  now += 30min;
  ASSERT_TRUE(spend(*budget, 0.5));  // 10:30
  EXPECT_FALSE(spend(*budget, 0.1));
  now += 30min - 1ms;
  EXPECT_FALSE(spend(*budget, 0.1));
  now += 1ms;
  ASSERT_TRUE(spend(*budget, 0.5));  // 11:00, the day's 1.5 are gone
  now += 5h;
  EXPECT_THAT(refusal(*budget, 0.1), HasSubstr("a day"));
  now = *parse_time("2026-11-21T09:59:59Z");
  EXPECT_FALSE(spend(*budget, 0.1));
  now += 1s;
  EXPECT_TRUE(spend(*budget, 0.5));
  EXPECT_FALSE(spend(*budget, 0.1));
}

TEST_F(BudgetTest, SaysWhichCeilingWhatWasSpentAndWhenThereIsRoom) {
  const auto budget = open(1.0, 0.5, 0.75);
  ASSERT_TRUE(spend(*budget, 0.3));
  now += 20min + 1ms;
  ASSERT_TRUE(spend(*budget, 0.1987));
  EXPECT_EQ(refusal(*budget, 0.01),
            "the ceiling of $0.50 an hour is reached: $0.4987 spent or reserved, and one call may "
            "cost $0.01; raise --max-usd-hour, or wait until 2026-11-20T11:00:00Z");
  EXPECT_THAT(refusal(*budget, 0.31), HasSubstr("wait until 2026-11-20T11:20:01Z"));
  EXPECT_EQ(refusal(*budget, 0.501),
            "the ceiling of $0.50 an hour allows no call, for one call may cost $0.501; raise "
            "--max-usd-hour");
  now += 1h;
  EXPECT_THAT(refusal(*budget, 0.3), HasSubstr("$0.75 a day is reached: $0.4987 spent"));
  ASSERT_TRUE(spend(*budget, 0.25));
  now += 48h;
  EXPECT_EQ(refusal(*budget, 0.26),
            "the ceiling of $1.00 for this run is reached: $0.7487 spent or reserved, and one call "
            "may cost $0.26; raise --max-usd-run");
}

TEST_F(BudgetTest, StaysShutWhenTheClockIsSetBack) {
  const auto budget = open(kPlenty, 1.0, 2.0);
  ASSERT_TRUE(spend(*budget, 0.9));
  const auto right = now;
  for (const auto back : std::vector<std::chrono::hours>{1h, 25h, 24h * 365 * 50}) {
    now = right - back;
    EXPECT_THAT(refusal(*budget, 0.2), HasSubstr("are later than now: if the clock was wrong"));
    EXPECT_THAT(refusal(*open(kPlenty, 1.0, 2.0), 0.2), HasSubstr(ledger.string()));
  }
  // What is spent by the wrong clock still counts when it is right again.
  ASSERT_TRUE(spend(*budget, 0.1));
  now = right + 59min;
  EXPECT_THAT(refusal(*budget, 0.1), Not(HasSubstr("later than now")));
  now = right + 1h;
  EXPECT_TRUE(spend(*budget, 1.0));
}

TEST_F(BudgetTest, CannotBeEmptiedByAClockThatRunsAhead) {
  ASSERT_TRUE(spend(*open(kPlenty, 1.0, 1.0), 0.9));
  const auto right = now;
  now += 24h * 365 * 50;
  open(kPlenty, 1.0, 1.0);  // here old calls are dropped
  now = right;
  EXPECT_FALSE(spend(*open(kPlenty, 1.0, 1.0), 0.2));
}

TEST_F(BudgetTest, RefusesAmountsThatAreNone) {
  const auto budget = open(1e9, 1e9, 1e9);
  EXPECT_TRUE(spend(*budget, -5.0));
  EXPECT_EQ(ledger_sum(ledger), 0);
  EXPECT_TRUE(spend(*budget, 1e-9));
  EXPECT_FALSE(spend(*budget, std::nan("")));
  EXPECT_FALSE(spend(*budget, 1e300));
}

TEST_F(BudgetTest, KeepsALedgerForItsOwnerOnly) {
  open(1, 1, 1);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(ledger).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(ledger.parent_path()).permissions(), perms::owner_all);
}

TEST_F(BudgetTest, AllowsNothingWhereTheLedgerBreaksUnderWay) {
  const auto budget = open(1.0, 1.0, 1.0);
  ASSERT_TRUE(spend(*budget, 0.1));
  EXPECT_EQ(sql_answer(ledger, "DROP TABLE calls"), "");
  const auto reserved = budget->reserve("test.model", 0.1, {});
  ASSERT_FALSE(reserved);
  EXPECT_EQ(reserved.error().kind, ErrorKind::BadData);
  EXPECT_FALSE(budget->spending());
}

TEST_F(BudgetTest, TriesForFiveSecondsWhileAnotherProgramHoldsTheLedger) {
  const auto budget = open(1.0, 1.0, 1.0);
  const auto call = budget->reserve("test.model", 0.1, {});
  ASSERT_TRUE(call);
  const LedgerHold hold(ledger);
  std::atomic<int> held = 0;
  const auto begin = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> callers;
    for (int n = 0; n < 4; ++n)
      callers.emplace_back([&, n] {
        const auto error = n % 2 == 0 ? budget->reserve("test.model", 0.1, {}).error()
                                      : budget->settle(call.value(), {}, 0.0).error();
        held += error.kind == ErrorKind::InputOutput;
      });
  }
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(held, 4);
  EXPECT_GE(taken, 5s);
  EXPECT_LT(taken, 9s);  // all of them at once
}

TEST_F(BudgetTest, DropsOldCallsButNeverTheNewest) {
  open(1, 1, 1);
  sql_answer(
      ledger,
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100500)"
      "INSERT INTO calls(run, time_ms, model, amount_nano_usd) SELECT 'r', i, 'm', 1 FROM n");
  open(1, 1, 1);
  EXPECT_EQ(sql_number(ledger, "SELECT min(id) FROM calls"), 501);
  EXPECT_EQ(ledger_sum(ledger), 100'000);
}

TEST_F(BudgetTest, TellsWhatEachModelCost) {
  const auto budget = open(1, 1, 1);
  for (const auto& [model, cost] : {std::pair("cheap", 0.01), {"dear", 0.1}, {"cheap", 0.02}}) {
    const auto call = budget->reserve(model, 0.2, {});
    ASSERT_TRUE(call);
    ASSERT_TRUE(budget->settle(call.value(), {1000, 50}, cost));
  }
  ASSERT_TRUE(budget->reserve("dear", 0.2, {}));
  auto opened = Ledger::open(ledger, std::chrono::floor<std::chrono::milliseconds>(now));
  ASSERT_TRUE(opened);
  const auto models = opened.value().by_model();
  ASSERT_TRUE(models);
  ASSERT_EQ(models.value().size(), 2u);
  const ModelSpending& dear = models.value()[0];
  EXPECT_EQ(dear.model, "dear");
  EXPECT_EQ(dear.amount, 300'000'000);
  EXPECT_EQ(dear.open_count, 1);
  const ModelSpending& cheap = models.value()[1];
  EXPECT_EQ(cheap.call_count, 2);
  EXPECT_EQ(cheap.input_tokens, 2000);
  EXPECT_EQ(cheap.output_tokens, 100);
  EXPECT_EQ(cheap.amount, 30'000'000);
}

}  // namespace
}  // namespace airmark::llm::testing
