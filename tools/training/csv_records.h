#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// One record of a CSV file.
struct CsvRecord {
  int line = 1;  ///< Where it starts, counted from 1.
  std::vector<std::string> cells;
};

/// Comma-separated values after RFC 4180: cells may be quoted, a quote in a quoted cell is doubled,
/// records end with CR LF or LF, the last one's end may be missing. A byte-order mark and empty
/// lines are skipped. `origin` names the text in the error (BadData: a quote never closed, or text
/// after a closing quote).
Result<std::vector<CsvRecord>> parse_csv(std::string_view text, std::string_view origin);

}  // namespace airmark::tools
