#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "llm/policy/money.h"
#include "llm/policy/sqlite_database.h"

namespace airmark::llm {

using LedgerTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// What was asked of one model, as far as the ledger reaches back.
struct ModelSpending {
  std::string model;
  std::int64_t call_count = 0;
  std::int64_t open_count = 0;  ///< Never settled: counted at the most they can have cost.
  std::int64_t input_tokens = 0;
  std::int64_t output_tokens = 0;
  NanoDollars amount = 0;
};

/// Each call that may cost money, in an SQLite file: when, in which run, which model, how much.
///
/// A call's time is the clock's, but never before the newest call's: set back, the clock does not
/// make what was spent look older than it is, then or when it is right again. Calls older than 400
/// days go when the file is opened, but for the newest 100 000, so that a clock that is wrong for a
/// while cannot empty it.
///
/// Threads    one at a time; several processes may share the file.
/// Guarantee  what was kept outlives kill -9 and loss of power.
class Ledger {
 public:
  static Result<Ledger> open(const std::filesystem::path& file, LedgerTime clock);

  /// As SqliteDatabase has them: how long each statement waits, and whether another program holds
  /// the file.
  void set_patience(std::chrono::milliseconds patience) { database_.set_patience(patience); }
  bool is_held() const { return database_.is_held(); }

  /// Runs `body` while no other thread's or process's Ledger can write; whole or not at all.
  template <typename Body>
  auto transaction(Body body) -> decltype(body()) {
    return database_.transaction(std::move(body));
  }

  /// What a call that is made when the clock says `clock` is booked at.
  Result<LedgerTime> time(LedgerTime clock);

  Result<NanoDollars> amount_of_run(std::string_view run);
  Result<std::int64_t> call_count_of_run(std::string_view run);
  Result<NanoDollars> amount_since(LedgerTime begin);  ///< Without `begin` itself.
  /// When the oldest calls after `begin` that make up `amount` together were booked.
  Result<std::optional<LedgerTime>> time_of_oldest(LedgerTime begin, NanoDollars amount);

  /// The number of the call, which counts `most` until it is settled.
  Result<std::int64_t> add(std::string_view run, LedgerTime time, std::string_view model,
                           NanoDollars most);
  /// Internal where no such call of the run is open.
  Result<Done> settle(std::string_view run, std::int64_t call, const TokenUsage& usage,
                      NanoDollars cost);

  /// Dearest first.
  Result<std::vector<ModelSpending>> by_model();

 private:
  explicit Ledger(SqliteDatabase database) : database_(std::move(database)) {}
  Result<std::int64_t> number(std::string_view sql, const std::vector<SqlValue>& values);

  SqliteDatabase database_;
};

}  // namespace airmark::llm
