#include "tools/standin/mishaps.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "tools/common/nearest_word.h"

namespace airmark::tools {
namespace {

struct MishapRow {
  std::string_view name;
  Mishap what;
  MishapReach reach;
};

constexpr std::array kRows{
    MishapRow{"throttled", Mishap::Throttled, MishapReach::AnyCall},
    MishapRow{"throttled-daily", Mishap::ThrottledDaily, MishapReach::ModelCall},
    MishapRow{"not-ready", Mishap::NotReady, MishapReach::ModelCall},
    MishapRow{"model-timeout", Mishap::ModelTimeout, MishapReach::Answer},
    MishapRow{"model-error", Mishap::ModelError, MishapReach::Answer},
    MishapRow{"server-error", Mishap::ServerError, MishapReach::AnyCall},
    MishapRow{"server-error-html", Mishap::ServerErrorHtml, MishapReach::AnyCall},
    MishapRow{"unavailable", Mishap::Unavailable, MishapReach::AnyCall},
    MishapRow{"bad-gateway-html", Mishap::BadGatewayHtml, MishapReach::AnyCall},
    MishapRow{"gateway-timeout", Mishap::GatewayTimeout, MishapReach::AnyCall},
    MishapRow{"slow", Mishap::Slow, MishapReach::AnyCall},
    MishapRow{"cut", Mishap::Cut, MishapReach::AnyCall},
    MishapRow{"drop", Mishap::Drop, MishapReach::AnyCall},
    MishapRow{"garbage", Mishap::Garbage, MishapReach::AnyCall},
    MishapRow{"no-access", Mishap::NoAccess, MishapReach::ModelCall},
    MishapRow{"no-marketplace", Mishap::NoMarketplace, MishapReach::ModelCall},
    MishapRow{"use-case-form", Mishap::UseCaseForm, MishapReach::ModelCall},
    MishapRow{"end-of-life", Mishap::EndOfLife, MishapReach::ModelCall},
    MishapRow{"legacy", Mishap::Legacy, MishapReach::ModelCall},
    MishapRow{"on-demand", Mishap::OnDemand, MishapReach::ModelCall},
    MishapRow{"expired-token", Mishap::ExpiredToken, MishapReach::AnyCall},
    MishapRow{"wrong-token", Mishap::WrongToken, MishapReach::AnyCall},
    MishapRow{"bad-signature", Mishap::BadSignature, MishapReach::AnyCall},
    MishapRow{"skew", Mishap::Skew, MishapReach::AnyCall},
    MishapRow{"quota-exceeded", Mishap::QuotaExceeded, MishapReach::ModelCall},
    MishapRow{"guardrail", Mishap::Guardrail, MishapReach::Answer},
    MishapRow{"content-filtered", Mishap::ContentFiltered, MishapReach::Answer},
    MishapRow{"prose", Mishap::Prose, MishapReach::Answer},
    MishapRow{"truncated", Mishap::Truncated, MishapReach::Answer},
};

const MishapRow& row_of(Mishap mishap) noexcept {
  return *std::ranges::find(kRows, mishap, &MishapRow::what);
}

std::optional<double> read_rate(std::string_view text) {
  double rate = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
  const bool good =
      error == std::errc() && end == text.data() + text.size() && rate >= 0.0 && rate <= 1.0;
  return good ? std::optional(rate) : std::nullopt;
}

}  // namespace

std::string_view mishap_name(Mishap mishap) noexcept { return row_of(mishap).name; }

std::optional<Mishap> find_mishap(std::string_view name) noexcept {
  const auto row = std::ranges::find(kRows, name, &MishapRow::name);
  return row == kRows.end() ? std::nullopt : std::optional(row->what);
}

std::vector<std::string> mishap_names() {
  std::vector<std::string> names;
  for (const MishapRow& row : kRows) names.emplace_back(row.name);
  return names;
}

std::string no_such_mishap(std::string_view name) {
  const auto names = mishap_names();
  const std::string beginning = "there is no mishap " + std::string(name);
  if (const std::string guess = did_you_mean(name, names); !guess.empty()) return beginning + guess;
  std::string list;
  for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
  return beginning + "; known are " + list;
}

Result<PlannedMishap> parse_mishap(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view name = text.substr(0, colon);
  const auto what = find_mishap(name);
  if (!what) return Error{ErrorKind::Usage, no_such_mishap(name)};
  PlannedMishap planned;
  planned.what = *what;
  if (colon == text.size()) return planned;
  const auto rate = read_rate(text.substr(colon + 1));
  if (!rate)
    return Error{ErrorKind::Usage, "the rate of the mishap " + std::string(name) +
                                       " must be a number from 0 to 1, as in " + std::string(name) +
                                       ":0.5"};
  planned.rate = *rate;
  return planned;
}

MishapPlan::MishapPlan(std::vector<PlannedMishap> plan, std::uint64_t seed)
    : seed_(seed), plan_(std::move(plan)), chance_(seed) {}

void MishapPlan::replace(std::vector<PlannedMishap> plan) {
  plan_ = std::move(plan);
  chance_.seed(seed_);
}

bool MishapPlan::hits(PlannedMishap& planned) {
  if (planned.count && *planned.count <= 0) return false;
  constexpr double kToUnit = 0x1.0p-53;  // 53 random bits as a number in [0, 1)
  if (static_cast<double>(chance_() >> 11) * kToUnit >= planned.rate) return false;
  if (planned.count) --*planned.count;
  ++happened_[std::string(mishap_name(planned.what))];
  return true;
}

DrawnMishap MishapPlan::draw(MishapReach reach) {
  DrawnMishap drawn;
  for (PlannedMishap& planned : plan_) {
    if (row_of(planned.what).reach > reach || !hits(planned)) continue;
    if (planned.what != Mishap::Slow) {
      drawn.what = planned.what;
      drawn.retry_after_ms = planned.retry_after_ms;
      return drawn;
    }
    drawn.slow = true;
  }
  return drawn;
}

}  // namespace airmark::tools
