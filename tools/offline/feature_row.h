#pragma once

#include <string>
#include <string_view>

#include "analysis/vocabulary/feature_table.h"

namespace airmark::tools {

/// The published table's first line: filename, the 58 columns, label.
std::string feature_header();

/// One row of it. Numbers are the shortest text that reads back to the same double; a name with a
/// comma, quote or line break is quoted (RFC 4180).
std::string feature_row(std::string_view file_name, const Gtzan58Values& values,
                        std::string_view label);

}  // namespace airmark::tools
