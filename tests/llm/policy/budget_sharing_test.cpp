#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "llm/policy/budget.h"
#include "llm/policy/money.h"
#include "tests/llm/policy/ledger_reader.h"
#include "tests/support/temporary_folder.h"

namespace airmark::llm::testing {
namespace {

using namespace std::chrono_literals;

constexpr double kPlenty = 1000.0;
constexpr NanoDollars kCeiling = 200'000'000;

/// A price as odd as they come, up to a cent.
double random_usd(std::mt19937& random) {
  return std::uniform_real_distribution<double>(0.0, 0.01)(random);
}

/// What a caller did with one call; sent through a pipe whole.
struct Deed {
  std::int64_t call = 0;
  NanoDollars amount = 0;
};

/// Reserves and settles until the budget refuses, at odd prices; some calls are never settled.
/// Tells each deed once it is done.
void spend_until_refused(Budget& budget, unsigned seed, const std::function<void(Deed)>& tell) {
  std::mt19937 random(seed);
  for (;;) {
    const double most = random_usd(random);
    const auto call = budget.reserve("test.model", most, {});
    if (!call) return;
    tell({call.value(), nano_dollars_up(most)});
    if (random() % 8 == 0) continue;
    const double cost = most * static_cast<double>(random() % 1000) / 1000.0;
    if (!budget.settle(call.value(), {1000, 10}, cost)) return;
    tell({call.value(), nano_dollars_up(cost)});
  }
}

/// A process of its own that runs `work` and tells its deeds through a pipe. Started before this
/// process has threads or open databases.
class Spender {
 public:
  explicit Spender(const std::function<void(const std::function<void(Deed)>&)>& work) {
    if (pipe(ends_.data()) != 0) return;
    pid_ = fork();
    if (pid_ != 0) {
      close(ends_[1]);
      return;
    }
    work([this](Deed deed) {
      if (write(ends_[1], &deed, sizeof deed) != sizeof deed) _exit(1);
    });
    _exit(0);
  }
  ~Spender() {
    kill();
    close(ends_[0]);
  }
  Spender(const Spender&) = delete;
  Spender& operator=(const Spender&) = delete;

  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

  /// The last amount of each call; to the end of the pipe, or to `most` deeds.
  void collect(std::map<std::int64_t, NanoDollars>& amounts, int most = 1 << 30) {
    Deed deed;
    for (; most > 0 && read(ends_[0], &deed, sizeof deed) == sizeof deed; --most)
      amounts[deed.call] = deed.amount;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  pid_t pid_ = -1;
};

class SharedBudget : public ::testing::Test {
 protected:
  std::shared_ptr<Budget> open(const Ceilings& ceilings) const {
    auto budget = Budget::open(ledger, ceilings);
    if (!budget) ADD_FAILURE() << budget.error().message;
    return budget ? budget.value() : nullptr;
  }

  /// Makes one small call, waits for begin(), and spends.
  Spender spender(const Ceilings& ceilings, unsigned seed) const {
    return Spender([this, ceilings, seed](const std::function<void(Deed)>& tell) {
      const auto budget = Budget::open(ledger, ceilings);
      const auto call = budget ? budget.value()->reserve("test.model", 1e-6, {}) : budget.error();
      if (!call) _exit(1);
      tell({call.value(), nano_dollars_up(1e-6)});
      while (!std::filesystem::exists(start)) std::this_thread::sleep_for(1ms);
      spend_until_refused(*budget.value(), seed, tell);
    });
  }
  void begin() const { std::ofstream{start}; }

  airmark::testing::TemporaryFolder folder;
  std::filesystem::path ledger = folder / "ledger.sqlite";
  std::filesystem::path start = folder / "start";
};

TEST_F(SharedBudget, IsNeverPassedByEightThreads) {
  const auto budget = open({usd_of(kCeiling), kPlenty, kPlenty});
  std::mutex mutex;
  std::map<std::int64_t, NanoDollars> amounts;
  std::atomic<NanoDollars> most_seen = 0;
  {
    std::vector<std::jthread> threads;
    for (unsigned seed = 0; seed < 8; ++seed)
      threads.emplace_back([&, seed] {
        spend_until_refused(*budget, seed, [&](Deed deed) {
          const std::lock_guard lock(mutex);
          amounts[deed.call] = deed.amount;
        });
      });
    for (int look = 0; look < 50; ++look) {
      most_seen = std::max(most_seen.load(), ledger_sum(ledger));
      std::this_thread::sleep_for(1ms);
    }
  }
  NanoDollars told = 0;
  for (const auto& [call, amount] : amounts) told += amount;
  EXPECT_EQ(ledger_sum(ledger), told);
  EXPECT_LE(most_seen, kCeiling);
  EXPECT_LE(told, kCeiling);
  EXPECT_GT(told, kCeiling - 10'000'000);  // no room for one more at its price
  const auto spending = budget->spending();
  ASSERT_TRUE(spending);
  EXPECT_EQ(nano_dollars_up(spending.value().run_usd), told);
  EXPECT_EQ(spending.value().run_calls, static_cast<std::int64_t>(amounts.size()));
}

TEST_F(SharedBudget, IsNeverPassedBySeveralProcesses) {
  const Ceilings ceilings{kPlenty, usd_of(kCeiling), kPlenty};
  std::map<std::int64_t, NanoDollars> amounts;
  {
    Spender first = spender(ceilings, 1), second = spender(ceilings, 2),
            third = spender(ceilings, 3);
    for (Spender* each : {&first, &second, &third}) each->collect(amounts, 1);
    begin();
    for (Spender* each : {&first, &second, &third}) each->collect(amounts);
  }
  NanoDollars told = 0;
  for (const auto& [call, amount] : amounts) told += amount;
  EXPECT_EQ(ledger_sum(ledger), told);
  EXPECT_LE(told, kCeiling);
  EXPECT_GT(told, kCeiling - 10'000'000);
  EXPECT_EQ(sql_number(ledger, "SELECT count(DISTINCT run) FROM calls"), 3);
}

// What the child told is done; what it did after its last word is one call at most.
TEST_F(SharedBudget, LosesNothingWhenItsProcessIsKilled) {
  const Ceilings kEnough{kPlenty, kPlenty, kPlenty};
  std::map<std::int64_t, NanoDollars> amounts;
  std::mt19937 random(9);
  begin();
  for (unsigned round = 0; round < 12; ++round) {
    Spender child = spender(kEnough, round);
    child.collect(amounts, 1 + static_cast<int>(random() % 40));
    child.kill();  // while it goes on
    child.collect(amounts);
    ASSERT_EQ(sql_answer(ledger, "PRAGMA integrity_check"), "ok");
    for (const auto& [call, amount] : amounts) {
      const std::string row = "FROM calls WHERE id = " + std::to_string(call);
      const NanoDollars kept = sql_number(ledger, "SELECT amount_nano_usd " + row);
      if (kept == amount) continue;
      // Settled, but killed before it could say so.
      ASSERT_EQ(call, amounts.rbegin()->first) << "round " << round;
      ASSERT_EQ(sql_number(ledger, "SELECT settled " + row), 1);
      amounts[call] = kept;
    }
    const auto untold = sql_number(ledger, "SELECT max(id) FROM calls");
    ASSERT_LE(untold, amounts.rbegin()->first + 1);
    if (!amounts.contains(untold))
      amounts[untold] = sql_number(
          ledger, "SELECT amount_nano_usd FROM calls WHERE id = " + std::to_string(untold));
    NanoDollars sum = 0;
    for (const auto& [call, amount] : amounts) sum += amount;
    ASSERT_EQ(ledger_sum(ledger), sum);
    const auto reopened = open(kEnough);
    ASSERT_NE(reopened, nullptr);
    const auto spending = reopened->spending();
    ASSERT_TRUE(spending) << spending.error().message;
    EXPECT_EQ(nano_dollars_up(spending.value().day_usd), sum);
  }
  EXPECT_GT(amounts.size(), 50u);
}

}  // namespace
}  // namespace airmark::llm::testing
