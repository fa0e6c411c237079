#include "tools/training/rounding.h"

#include <array>
#include <charconv>

namespace airmark::tools {

double rounded(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                 std::chars_format::scientific, 6)
                       .ptr;
  double result = 0.0;
  std::from_chars(text.data(), end, result);
  return result;
}

}  // namespace airmark::tools
