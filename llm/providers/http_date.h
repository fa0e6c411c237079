#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace airmark::llm {

/// Reads a Date header: "Fri, 20 Nov 2026 10:30:00 GMT" (RFC 9110, IMF-fixdate, the one form that
/// servers may send). Empty where the text is no such date; the day of the week is not checked.
std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text);

}  // namespace airmark::llm
