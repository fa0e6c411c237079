#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace airmark::tools {

/// Undoes base64 (RFC 4648, section 4; with or without '=' at the end). Empty where the text holds
/// anything else.
std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace airmark::tools
