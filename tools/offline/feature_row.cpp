#include "tools/offline/feature_row.h"

#include <array>
#include <charconv>
#include <cmath>

namespace airmark::tools {
namespace {

std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

/// std::to_chars would write the length of a long file as 1e+06.
template <typename... Format>
std::string number(double value, Format... format) {
  std::array<char, 64> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, format...);
  return {text.data(), error == std::errc() ? end : text.data()};
}

}  // namespace

std::string feature_header() {
  std::string line = "filename";
  for (const FeatureSpec& column : kGtzan58Table) line += "," + std::string(column.name);
  return line + ",label";
}

std::string feature_row(std::string_view file_name, const Gtzan58Values& values,
                        std::string_view label) {
  std::string line = field(file_name);
  line += "," + number(value_of(values, Gtzan58::Length), std::chars_format::fixed);
  for (std::size_t column = 1; column < values.size(); ++column)
    line += "," + number(values[column]);
  return line + "," + field(label);
}

}  // namespace airmark::tools
