#pragma once

#include <string>
#include <string_view>

namespace airmark::llm {

/// Writes every byte that is not unreserved (A-Z a-z 0-9 - . _ ~, RFC 3986) and not in `kept` as
/// %XX, upper case.
std::string percent_encode(std::string_view text, std::string_view kept = "");

/// Undoes percent-encoding; a '%' that two hex digits do not follow stays as it is.
std::string percent_decode(std::string_view text);

}  // namespace airmark::llm
