#include "tools/standin/json_depth.h"

namespace airmark::tools {

bool nests_too_deeply(std::string_view json) noexcept {
  constexpr int kDeepest = 100;
  int depth = 0;
  bool in_string = false;
  for (std::size_t n = 0; n < json.size(); ++n) {
    const char c = json[n];
    if (in_string && c == '\\')
      ++n;
    else if (c == '"')
      in_string = !in_string;
    else if (!in_string && (c == '[' || c == '{') && ++depth > kDeepest)
      return true;
    else if (!in_string && (c == ']' || c == '}'))
      --depth;
  }
  return false;
}

}  // namespace airmark::tools
