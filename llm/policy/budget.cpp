#include "llm/policy/budget.h"

#include <array>
#include <cstdio>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "llm/aws/aws_time.h"
#include "llm/policy/ledger.h"

namespace airmark::llm {
namespace {

using namespace std::chrono;

// What a clock that is kept right is put back by, at most.
constexpr minutes kClockNoise{1};

// With other processes that hold the ledger.
constexpr seconds kPatience{5};
constexpr milliseconds kBetweenTries{5};

std::string random_run_id() {
  std::random_device source;
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%08x%08x", source(), source());
  return text.data();
}

/// A sum that may not be passed: of one run, or of what all runs spent in a while.
struct Ceiling {
  const char* what;  ///< "for this run"
  std::string flag;
  NanoDollars most;
  std::optional<milliseconds> window;
};

class LedgerBudget : public Budget {
 public:
  LedgerBudget(std::string file, Ledger ledger, const Ceilings& ceilings, Clock now)
      : run_(random_run_id()),
        file_(std::move(file)),
        ceilings_{{{"for this run", ceilings.run_flag, nano_dollars_down(ceilings.run_usd), {}},
                   {"an hour", "--max-usd-hour", nano_dollars_down(ceilings.hour_usd), hours(1)},
                   {"a day", "--max-usd-day", nano_dollars_down(ceilings.day_usd), hours(24)}}},
        now_(std::move(now)),
        ledger_(std::move(ledger)) {
    ledger_.set_patience(milliseconds(0));  // when_free() has it, and holds up no other thread
  }

  Result<std::int64_t> reserve(const std::string& model, double most_usd,
                               std::stop_token stop) override {
    const NanoDollars most = nano_dollars_up(most_usd);
    const auto book = [&]() -> Result<std::int64_t> {
      const auto time = ledger_.time(clock());
      if (!time) return time.error();
      for (const Ceiling& ceiling : ceilings_)
        if (const auto room = require_room(ceiling, time.value(), most); !room) return room.error();
      return ledger_.add(run_, time.value(), model, most);
    };
    return when_free([&] { return ledger_.transaction(book); }, stop);
  }

  Result<Done> settle(std::int64_t reservation, const TokenUsage& usage, double cost_usd) override {
    const NanoDollars cost = nano_dollars_up(cost_usd);
    return when_free([&] { return ledger_.settle(run_, reservation, usage, cost); }, {});
  }

  Result<Spending> spending() override {
    const auto sum_up = [&]() -> Result<Spending> {
      const auto time = ledger_.time(clock());
      if (!time) return time.error();
      std::array<double, 3> usd{};
      for (std::size_t i = 0; i < ceilings_.size(); ++i) {
        const auto amount = counted(ceilings_[i], time.value());
        if (!amount) return amount.error();
        usd[i] = usd_of(amount.value());
      }
      const auto calls = ledger_.call_count_of_run(run_);
      if (!calls) return calls.error();
      return Spending{usd[0], usd[1], usd[2], calls.value()};
    };
    return when_free([&] { return ledger_.transaction(sum_up); }, {});
  }

  std::string run() const override { return run_; }
  void continue_run(std::string run) override { run_ = std::move(run); }

 private:
  /// What comes of `work` on the ledger; while another process holds that, it is done again until
  /// the patience ends or `stop` is requested.
  template <typename Work>
  auto when_free(Work work, const std::stop_token& stop) -> decltype(work()) {
    const auto deadline = steady_clock::now() + kPatience;
    for (;;) {
      std::unique_lock lock(mutex_);
      auto outcome = work();
      if (outcome || !ledger_.is_held()) return outcome;
      lock.unlock();
      if (stop.stop_requested() || steady_clock::now() >= deadline) return outcome;
      std::this_thread::sleep_for(kBetweenTries);
    }
  }

  LedgerTime clock() const { return floor<milliseconds>(now_()); }

  Result<NanoDollars> counted(const Ceiling& ceiling, LedgerTime time) {
    return ceiling.window ? ledger_.amount_since(time - *ceiling.window)
                          : ledger_.amount_of_run(run_);
  }

  Result<Done> require_room(const Ceiling& ceiling, LedgerTime time, NanoDollars most) {
    const auto spent = counted(ceiling, time);
    if (!spent) return spent.error();
    if (most <= ceiling.most - spent.value()) return Done{};
    const std::string raise = "raise " + ceiling.flag;
    const std::string sum = "the ceiling of " + dollars_text(ceiling.most) + " " + ceiling.what;
    const std::string call = "one call may cost " + dollars_text(most);
    if (most > ceiling.most) return refused(sum + " allows no call, for " + call + "; " + raise);
    std::string sentence = sum + " is reached: " + dollars_text(spent.value()) +
                           " spent or reserved, and " + call + "; " + raise;
    if (ceiling.window) {
      const auto last =
          ledger_.time_of_oldest(time - *ceiling.window, most - (ceiling.most - spent.value()));
      if (!last) return last.error();
      if (last.value())
        sentence += ", or wait until " + time_text(ceil<seconds>(*last.value() + *ceiling.window));
      if (time > clock() + kClockNoise)
        sentence += "; calls in the ledger " + file_ +
                    " are later than now: if the clock was wrong then, move the ledger away";
    }
    return refused(std::move(sentence));
  }

  static Error refused(std::string sentence) { return {ErrorKind::Refused, std::move(sentence)}; }

  std::string run_;
  const std::string file_;
  const std::array<Ceiling, 3> ceilings_;
  const Clock now_;
  std::mutex mutex_;
  Ledger ledger_;  // under mutex_
};

}  // namespace

Result<std::shared_ptr<Budget>> Budget::open(const std::filesystem::path& ledger,
                                             const Ceilings& ceilings, Clock now) {
  auto opened = Ledger::open(ledger, floor<milliseconds>(now()));
  if (!opened) return opened.error();
  return std::shared_ptr<Budget>(std::make_shared<LedgerBudget>(
      ledger.string(), std::move(opened).value(), ceilings, std::move(now)));
}

}  // namespace airmark::llm
