#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Each way in which a call can go wrong on request.
enum class Mishap {
  Throttled,
  ThrottledDaily,
  NotReady,
  ModelTimeout,
  ModelError,
  ServerError,
  ServerErrorHtml,
  Unavailable,
  BadGatewayHtml,
  GatewayTimeout,
  Slow,
  Cut,
  Drop,
  Garbage,
  NoAccess,
  NoMarketplace,
  UseCaseForm,
  EndOfLife,
  Legacy,
  OnDemand,
  ExpiredToken,
  WrongToken,
  BadSignature,
  Skew,
  QuotaExceeded,
  Guardrail,
  ContentFiltered,
  Prose,
  Truncated
};

/// Which calls a mishap can befall; each holds the next, too.
enum class MishapReach {
  AnyCall,    ///< Lists as well as answers.
  ModelCall,  ///< Whatever names a model: answers and counted tokens.
  Answer      ///< What a model says.
};

/// One mishap that is to happen.
struct PlannedMishap {
  Mishap what = Mishap::Throttled;
  double rate = 1.0;                           ///< 0..1, of the calls it can befall.
  std::optional<std::int64_t> count;           ///< How often at most; empty for no end.
  std::optional<std::int64_t> retry_after_ms;  ///< What the reply asks a client to wait.
};

/// "throttled-daily"
std::string_view mishap_name(Mishap mishap) noexcept;
std::optional<Mishap> find_mishap(std::string_view name) noexcept;
std::vector<std::string> mishap_names();

/// A line for each: its name, and what the reply is.
std::string mishap_table();

/// The sentence for a name that is none: with the nearest one, else with all.
std::string no_such_mishap(std::string_view name);

/// Reads "throttled" or "throttled:0.5". Usage where it is neither.
Result<PlannedMishap> parse_mishap(std::string_view text);

/// What befalls one call.
struct DrawnMishap {
  bool slow = false;           ///< Beside anything else.
  std::optional<Mishap> what;  ///< Never Slow.
  std::optional<std::int64_t> retry_after_ms;
};

/// Draws for each call, in the order of the plan, the first mishap that hits.
///
/// Guarantee  the same seed, plan and order of calls give the same mishaps, on any machine.
/// Threads    none inside.
class MishapPlan {
 public:
  MishapPlan(std::vector<PlannedMishap> plan, std::uint64_t seed);

  /// `reach` is the narrowest that the call is in: Answer for an answer.
  DrawnMishap draw(MishapReach reach);

  /// Takes the place of the plan; what is drawn begins at the seed again.
  void replace(std::vector<PlannedMishap> plan);

  /// How often each one happened, by name.
  const std::map<std::string, std::int64_t>& happened() const noexcept { return happened_; }
  void forget_happened() { happened_.clear(); }

 private:
  bool hits(PlannedMishap& planned);

  const std::uint64_t seed_;
  std::vector<PlannedMishap> plan_;
  std::mt19937_64 chance_;
  std::map<std::string, std::int64_t> happened_;
};

}  // namespace airmark::tools
