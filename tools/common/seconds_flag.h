#pragma once

#include <functional>
#include <string>

namespace airmark::tools {

/// For lengths, of which 0 is none.
inline constexpr double kFewestSeconds = 0.001;

/// Checks a flag that counts seconds: a finite number from `lowest` to four months, which is more
/// than anybody plays, and as samples still a whole number. The check gives the complaint, or
/// nothing.
std::function<std::string(const std::string& text)> seconds_from(double lowest);

}  // namespace airmark::tools
