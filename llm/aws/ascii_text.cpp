#include "llm/aws/ascii_text.h"

#include <algorithm>

namespace airmark::llm {

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  const auto begin = std::ranges::find_if_not(text, is_blank);
  text.remove_prefix(static_cast<std::size_t>(begin - text.begin()));
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_visible_ascii(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace airmark::llm
