#include "tools/common/csv_text.h"

#include <array>
#include <charconv>
#include <system_error>

namespace airmark::tools {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_number(double value, bool whole) {
  std::array<char, 64> text;
  char* const begin = text.data();
  char* const limit = begin + text.size();
  const auto [end, error] = whole ? std::to_chars(begin, limit, value, std::chars_format::fixed)
                                  : std::to_chars(begin, limit, value);
  return {begin, error == std::errc() ? end : begin};
}

}  // namespace airmark::tools
