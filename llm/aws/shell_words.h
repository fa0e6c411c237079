#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::llm {

/// Splits a command into its words as a POSIX shell would, and does nothing else that a shell does:
/// quotes group, a backslash takes the next character as it is (inside "…" only before " and \).
/// Empty where a quote is not closed or a backslash ends the text.
std::optional<std::vector<std::string>> shell_words(std::string_view command);

}  // namespace airmark::llm
