#pragma once

#include <cstdint>
#include <string>

namespace airmark::llm {

/// Money is counted in whole billionths of a US dollar.
using NanoDollars = std::int64_t;

/// The most that is counted: a billion dollars. Sums of a few of these still fit.
inline constexpr NanoDollars kMostNanoDollars = 1'000'000'000'000'000'000;

/// Rounded up, as what is spent is; an amount that a double cannot tell from a whole number of
/// billionths is that number. 0 for less than nothing, kMostNanoDollars for more and for no number.
NanoDollars nano_dollars_up(double usd) noexcept;
/// Rounded down, as what may be spent is; 0 for no number.
NanoDollars nano_dollars_down(double usd) noexcept;

double usd_of(NanoDollars amount) noexcept;

/// "$1.00", "$0.9987", "$0.00012": at least the cents, at most four decimals or two digits.
std::string dollars_text(NanoDollars amount);

}  // namespace airmark::llm
