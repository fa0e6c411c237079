#pragma once

#include <string>
#include <string_view>

namespace airmark::tools {

/// A field of a CSV file: a text with a comma, quote or line break is quoted (RFC 4180).
std::string csv_field(std::string_view text);

/// The shortest text that reads back to the same double. `whole` writes no exponent: a length of
/// 1000000 and not 1e+06.
std::string csv_number(double value, bool whole = false);

}  // namespace airmark::tools
