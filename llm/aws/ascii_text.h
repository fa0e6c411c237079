#pragma once

#include <string>
#include <string_view>

namespace airmark::llm {

/// Blank, tab, CR, LF, form feed, vertical tab; never the locale's opinion.
constexpr bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Without blanks at both ends; a view into `text`.
std::string_view trimmed(std::string_view text) noexcept;

/// A to Z only.
std::string lower_case(std::string_view text);

/// True for visible ASCII without blanks, the only thing that may go into a header as it is.
bool is_visible_ascii(std::string_view text) noexcept;

}  // namespace airmark::llm
