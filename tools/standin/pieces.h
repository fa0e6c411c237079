#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace airmark::tools {

/// What stands between the marks; a text without marks is one piece.
inline std::vector<std::string_view> pieces(std::string_view text, char mark) {
  std::vector<std::string_view> result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

}  // namespace airmark::tools
