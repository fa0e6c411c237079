#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace airmark::tools {

/// The closed list that a prompt in words gives: the longest row of names in quotation marks with
/// commas between, outside of brackets, and at least two. Empty where there is none; JSON keys and
/// the lists of worked examples are no such row.
std::vector<std::string> genre_list(std::string_view prompt);

}  // namespace airmark::tools
