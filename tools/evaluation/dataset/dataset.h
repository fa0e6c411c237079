#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::tools {

/// A recording and what it is said to be.
struct Clip {
  std::string file;  ///< Below the dataset's folder, with "/": "blues/blues.00000.wav".
  std::filesystem::path path;
  std::string label;  ///< As written: "Hip-Hop/Rap".
  /// Identifiers: the actual genre, then what is accepted beside it, most probable first.
  std::vector<TagScore> genres;

  const std::string& genre() const { return genres.front().tag; }
};

/// Recordings of known genre.
/// Invariant  clips are sorted by `file`, no file twice; at least two genres.
struct Dataset {
  std::string name;  ///< As given on the command line.
  std::vector<Clip> clips;
};

/// Reads a folder or a manifest.
///
/// Input      a folder: every sound file below it (has_sound_ending()), labelled by the first
///            folder on the way to it whose name is a genre; or a manifest (manifest.h).
/// Errors     NotFound for a missing path and for a folder without sound files; Refused for a
///            folder that may not be read; BadData for a file in no genre's folder, an unknown
///            genre, a faulty manifest, and where all clips are of one genre. A file that a
///            manifest names and that is missing is found by check_dataset().
Result<Dataset> read_dataset(const std::filesystem::path& path);

}  // namespace airmark::tools
