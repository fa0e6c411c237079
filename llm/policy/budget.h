#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::llm {

/// What the owner allows to be spent, in US dollars. 0 allows nothing.
struct Ceilings {
  double run_usd = 0.0;
  double hour_usd = 0.0;  ///< The last 60 minutes, of all runs that share the ledger.
  double day_usd = 0.0;   ///< The last 24 hours, likewise.
  std::string run_flag = "--max-usd-run";  ///< What raises the first, for sentences.
};

/// What was spent, as the ledger has it.
struct Spending {
  double run_usd = 0.0;
  double hour_usd = 0.0;
  double day_usd = 0.0;
  std::int64_t run_calls = 0;
};

/// Money, counted in whole billionths of a dollar in an SQLite ledger: each call is reserved at the
/// most it can cost before it is sent, and settled at what the reply says it did cost. What was
/// reserved and never settled (the process was killed, the reply was lost) stays counted in full.
///
/// Threads    any; several processes may share one ledger file. Where another one holds it, each
///            thread tries for 5 s, and none waits for one that tries.
/// Guarantee  the sum of settled and open calls never passes a ceiling; kill -9 loses no entry.
class Budget {
 public:
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  /// Opens or creates the ledger (mode 0600; folders are made). Errors: CannotCreate, BadData,
  /// InputOutput.
  static Result<std::shared_ptr<Budget>> open(const std::filesystem::path& ledger,
                                              const Ceilings& ceilings,
                                              Clock now = std::chrono::system_clock::now);
  virtual ~Budget() = default;

  /// The number of a reservation, or Refused: a sentence that names the ceiling, what was spent of
  /// it and when there is room again. InputOutput where the ledger cannot be written: then nothing
  /// may be sent. Tries no longer once `stop` is requested.
  virtual Result<std::int64_t> reserve(const std::string& model, double most_usd,
                                       std::stop_token stop) = 0;

  /// What it really cost; 0 where the service did not count the call. No stop ends it: what was
  /// paid is to be known.
  virtual Result<Done> settle(std::int64_t reservation, const TokenUsage& usage,
                              double cost_usd) = 0;

  virtual Result<Spending> spending() = 0;

  /// Under what name the ledger has this run's calls.
  virtual std::string run() const = 0;
  /// Goes on with an earlier run: what that has spent counts under the run's ceiling. Requires that
  /// nothing was reserved yet, and no other thread.
  virtual void continue_run(std::string run) = 0;
};

}  // namespace airmark::llm
