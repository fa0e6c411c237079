#pragma once

#include <string>
#include <string_view>

namespace airmark::tools {

/// A text from outside as an error message may show it: short, and printable whatever it really is.
std::string shown_text(std::string_view text);

}  // namespace airmark::tools
