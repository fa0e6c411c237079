#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// One labelled clip.
struct TrainingRow {
  std::string file_name;   ///< As the table gives it.
  Gtzan58Values values{};  ///< Finite, each within its range in kGtzan58Table.
  std::size_t label = 0;   ///< Index in TrainingTable::classes.
};

/// A table to train on. At least two classes, each of kFewestRowsPerClass rows or more, no file
/// name twice.
struct TrainingTable {
  std::string name;                  ///< The file's name, without folders.
  std::string sha256;                ///< Of the file's bytes.
  std::vector<std::string> classes;  ///< Genre identifiers that occur, alphabetical.
  std::vector<TrainingRow> rows;     ///< In the file's order.
};

/// Below it a class cannot be held out in parts.
inline constexpr std::size_t kFewestRowsPerClass = 5;

/// Reads a CSV with exactly the published GTZAN table's columns: filename, the 58 values, label.
/// BadData names file, line and column of the first thing wrong.
Result<TrainingTable> parse_training_table(std::string_view text, std::string_view origin);
Result<TrainingTable> read_training_table(const std::filesystem::path& path);

}  // namespace airmark::tools
