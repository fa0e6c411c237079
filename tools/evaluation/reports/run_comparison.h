#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/measures/measures.h"

namespace airmark::tools {

/// Something that two runs were not asked alike: a setting, a version, the songs.
struct OriginDifference {
  std::string what;
  std::string first, second;  ///< "" where a run has none.
};

/// A song and what it was called in each run.
struct SongChange {
  ClipAnswer first, second;
};

/// How many songs of a genre each run got right.
struct GenreChange {
  std::string genre;
  std::size_t clip_count = 0;
  std::size_t first_right = 0, second_right = 0;
  std::size_t lost = 0;    ///< Right in the first run, wrong in the second.
  std::size_t gained = 0;  ///< The other way round.
};

/// One tagger in both runs, on the songs that count in both and have the same label.
struct TaggerChange {
  std::string first, second;  ///< Names; they may differ where each run has one tagger left.
  std::size_t only_first_count = 0, only_second_count = 0;  ///< Songs that only one run has.
  std::size_t relabelled_count = 0;  ///< Songs with different labels: in no figure.
  Measures first_measures, second_measures;
  Comparison comparison;
  std::vector<GenreChange> by_genre;  ///< In alphabetical order.
  std::vector<SongChange> lost, gained, wrong_otherwise;
  double confidence_where_changed = 0.0;  ///< Mean of the first run's, songs called otherwise.
  double confidence_where_same = 0.0;
};

struct RunComparison {
  std::string first_folder, second_folder;  ///< As given.
  std::vector<OriginDifference> differences;
  std::vector<TaggerChange> taggers;       ///< In the order of the first run.
  std::vector<std::string> only_in_first;  ///< Taggers without a partner.
  std::vector<std::string> only_in_second;
};

/// Reads run.json and tagged_songs.json of two folders. Taggers are paired by name; where each run
/// has one left over, these are a pair. NotFound or BadData name the file; BadData, too, where the
/// runs have no tagger or no song in common.
Result<RunComparison> compare_run_folders(const std::filesystem::path& run1,
                                          const std::filesystem::path& run2);

/// For people: what was different, what came of it, and each song that changed.
std::string comparison_text(const RunComparison& comparison);

/// For programs: one JSON object.
std::string comparison_json(const RunComparison& comparison);

/// compare_run_folders() as text.
Result<std::string> compare_runs(const std::filesystem::path& run1,
                                 const std::filesystem::path& run2);

}  // namespace airmark::tools
