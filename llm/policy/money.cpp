#include "llm/policy/money.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace airmark::llm {
namespace {

constexpr double kNanoPerDollar = 1e9;
constexpr double kDoubleNoise = 1e-12;  // relative; a few roundings of a double

double snapped(double nano) {
  const double nearest = std::round(nano);
  return std::abs(nano - nearest) <= nearest * kDoubleNoise ? nearest : nano;
}

NanoDollars bounded(double nano) {
  if (nano <= 0.0) return 0;
  if (nano >= static_cast<double>(kMostNanoDollars)) return kMostNanoDollars;
  return static_cast<NanoDollars>(nano);
}

}  // namespace

NanoDollars nano_dollars_up(double usd) noexcept {
  if (std::isnan(usd)) return kMostNanoDollars;
  return bounded(std::ceil(snapped(usd * kNanoPerDollar)));
}

NanoDollars nano_dollars_down(double usd) noexcept {
  if (std::isnan(usd)) return 0;
  return bounded(std::floor(snapped(usd * kNanoPerDollar)));
}

double usd_of(NanoDollars amount) noexcept { return static_cast<double>(amount) / kNanoPerDollar; }

std::string dollars_text(NanoDollars amount) {
  const double usd = usd_of(amount);
  int decimals = 4;
  if (amount > 0 && usd < 0.001)  // two digits after the zeros
    decimals = std::min(9, 1 - static_cast<int>(std::floor(std::log10(usd))));
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), "$%.*f", decimals, usd);
  std::string text = digits.data();
  const std::size_t cents_end = text.find('.') + 3;
  while (text.size() > cents_end && text.back() == '0') text.pop_back();
  return text;
}

}  // namespace airmark::llm
