#include "tools/common/shown_text.h"

#include <algorithm>

namespace airmark::tools {

std::string shown_text(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string shown(text.substr(0, kLongest));
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text.size() > kLongest ? shown + "…" : shown;
}

}  // namespace airmark::tools
