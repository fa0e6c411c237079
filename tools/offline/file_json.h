#pragma once

#include <string>
#include <string_view>

namespace airmark::tools {

/// `object`, a JSON object with at least one member, with "file" before all others. A path that is
/// not UTF-8 is repaired with U+FFFD.
std::string with_file(std::string_view object, const std::string& file);

}  // namespace airmark::tools
