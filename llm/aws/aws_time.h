#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace airmark::llm {

/// "20261120T103000Z", as signatures carry it.
std::string compact_time_text(std::chrono::system_clock::time_point time);

/// "2026-11-20T10:30:00Z", for people.
std::string time_text(std::chrono::system_clock::time_point time);

/// Reads ISO 8601 as the AWS services and tools write it: "2026-11-20T10:30:00Z", with or without
/// fractions of a second, with "+01:00" in place of 'Z'. Times outside what the clock can hold
/// become its first or last second. Empty where the text is no such time.
std::optional<std::chrono::system_clock::time_point> parse_time(std::string_view text);

}  // namespace airmark::llm
