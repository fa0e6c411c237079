#pragma once

#include <string_view>

namespace airmark::tools {

/// Whether brackets outside of strings stand more than 100 deep in each other: deeper than any
/// honest request.
bool nests_too_deeply(std::string_view json) noexcept;

}  // namespace airmark::tools
