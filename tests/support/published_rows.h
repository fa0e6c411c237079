#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {

/// One clip of the published table as if it had been analysed: audible, without loudness.
struct PublishedRow {
  std::string clip;  ///< "blues.00029"
  std::string label;
  WindowAnalysis analysis;
};

/// The rows of the fault-filtered list "train" or "valid", from the folder of test_data_folder().
/// Throws where a file is missing or malformed.
std::vector<PublishedRow> read_published_rows(const std::filesystem::path& data_folder,
                                              std::string_view list);

}  // namespace airmark::testing
