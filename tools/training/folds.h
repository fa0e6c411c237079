#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/training/training_table.h"

namespace airmark::tools {

/// Rows of a TrainingTable, by index.
using Rows = std::vector<std::size_t>;

/// Which rows are held out together.
struct Folds {
  std::vector<std::size_t> fold_of;  ///< One per row they were made for, each below names.size().
  std::vector<std::string> names;    ///< One per fold.
  std::string description;           ///< "held out in 5 contiguous blocks of each genre"
  /// True where no artist stands on both sides, as far as whoever made the lists knows.
  bool artist_disjoint = false;

  std::size_t count() const noexcept { return names.size(); }
};

/// Each class's rows in the table's order, cut into `count` runs. Collections are numbered album by
/// album, so neighbours often share an artist: runs keep most of them together where folds drawn at
/// random would have the model recognise artists.
Folds block_folds(const TrainingTable& table, std::span<const std::size_t> rows, std::size_t count);

/// Drawn at random within each class. The same seed gives the same folds on every machine.
Folds random_folds(const TrainingTable& table, std::span<const std::size_t> rows, std::size_t count,
                   int seed);

/// One fold per list. A list names a clip per line ("blues/blues.00029.wav"; folders and ending do
/// not count). Every row must be in exactly one list, every list must have a row of the table, and
/// every class must be in every list: BadData names the file and the clip.
Result<Folds> read_group_folds(const TrainingTable& table,
                               const std::vector<std::filesystem::path>& lists);

/// The entries of `rows` in (`inside`) or outside one fold.
Rows select(const Folds& folds, std::span<const std::size_t> rows, std::size_t fold, bool inside);

/// The folds without one of them, for the rows outside it. Requires three folds or more.
Folds without(const Folds& folds, std::size_t fold);

/// The rows 0 … rows.size() − 1 of the table.
Rows all_rows(const TrainingTable& table);

}  // namespace airmark::tools
