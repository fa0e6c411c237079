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
  std::string_view reply;  ///< For people.
};

constexpr std::array kRows{
    MishapRow{"throttled", Mishap::Throttled, MishapReach::AnyCall,
              "429 ThrottlingException: too many requests"},
    MishapRow{"throttled-daily", Mishap::ThrottledDaily, MishapReach::ModelCall,
              "429 ThrottlingException: too many tokens for a day"},
    MishapRow{"not-ready", Mishap::NotReady, MishapReach::ModelCall, "429 ModelNotReadyException"},
    MishapRow{"model-timeout", Mishap::ModelTimeout, MishapReach::Answer,
              "408 ModelTimeoutException"},
    MishapRow{"model-error", Mishap::ModelError, MishapReach::Answer,
              "424 ModelErrorException, by a model that got 429"},
    MishapRow{"server-error", Mishap::ServerError, MishapReach::AnyCall,
              "500 InternalServerException"},
    MishapRow{"server-error-html", Mishap::ServerErrorHtml, MishapReach::AnyCall,
              "500 with a page for people"},
    MishapRow{"unavailable", Mishap::Unavailable, MishapReach::AnyCall,
              "503 ServiceUnavailableException"},
    MishapRow{"bad-gateway-html", Mishap::BadGatewayHtml, MishapReach::AnyCall,
              "502 with a page for people"},
    MishapRow{"gateway-timeout", Mishap::GatewayTimeout, MishapReach::AnyCall, "504 with nothing"},
    MishapRow{"slow", Mishap::Slow, MishapReach::AnyCall, "the right reply, late (--slow)"},
    MishapRow{"cut", Mishap::Cut, MishapReach::AnyCall,
              "the connection ends half-way through the body"},
    MishapRow{"drop", Mishap::Drop, MishapReach::AnyCall,
              "the connection ends before the first byte"},
    MishapRow{"garbage", Mishap::Garbage, MishapReach::AnyCall, "200 with a body that is no JSON"},
    MishapRow{"no-access", Mishap::NoAccess, MishapReach::ModelCall,
              "403 AccessDeniedException: no access to the model"},
    MishapRow{"no-marketplace", Mishap::NoMarketplace, MishapReach::ModelCall,
              "403 AccessDeniedException: no subscription in AWS Marketplace"},
    MishapRow{"use-case-form", Mishap::UseCaseForm, MishapReach::ModelCall,
              "404 ResourceNotFoundException: a form must be filled in"},
    MishapRow{"end-of-life", Mishap::EndOfLife, MishapReach::ModelCall,
              "404 ResourceNotFoundException: the model has ended"},
    MishapRow{"legacy", Mishap::Legacy, MishapReach::ModelCall,
              "404 ResourceNotFoundException: an old model, long not used"},
    MishapRow{"on-demand", Mishap::OnDemand, MishapReach::ModelCall,
              "400 ValidationException: only by an inference profile"},
    MishapRow{"expired-token", Mishap::ExpiredToken, MishapReach::AnyCall,
              "403 ExpiredTokenException"},
    MishapRow{"wrong-token", Mishap::WrongToken, MishapReach::AnyCall,
              "403 UnrecognizedClientException"},
    MishapRow{"bad-signature", Mishap::BadSignature, MishapReach::AnyCall,
              "403 InvalidSignatureException: the signature is wrong"},
    MishapRow{"skew", Mishap::Skew, MishapReach::AnyCall,
              "403 InvalidSignatureException: the clock is wrong"},
    MishapRow{"quota-exceeded", Mishap::QuotaExceeded, MishapReach::ModelCall,
              "400 ServiceQuotaExceededException"},
    MishapRow{"guardrail", Mishap::Guardrail, MishapReach::Answer,
              "200, the answer stopped by a guardrail"},
    MishapRow{"content-filtered", Mishap::ContentFiltered, MishapReach::Answer,
              "200, the answer stopped by a filter"},
    MishapRow{"prose", Mishap::Prose, MishapReach::Answer, "200, an answer in words without JSON"},
    MishapRow{"truncated", Mishap::Truncated, MishapReach::Answer,
              "200, an answer cut off (max_tokens)"},
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

std::string mishap_table() {
  std::size_t width = 0;
  for (const MishapRow& row : kRows) width = std::max(width, row.name.size());
  std::string table;
  for (const MishapRow& row : kRows) {
    std::string name(row.name);
    name.resize(width + 2, ' ');
    table += name + std::string(row.reply) + '\n';
  }
  return table;
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
