#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/vocabulary/musical.h"

namespace airmark::testing {

/// What musicians wrote down about one GTZAN clip.
struct AnnotatedClip {
  std::string clip;             ///< "blues.00029"
  std::string genre;            ///< "blues"
  std::string split;            ///< "train" or "valid", of the fault-filtered lists
  std::filesystem::path sound;  ///< The whole clip, Ogg Vorbis.
  std::optional<Key> key;       ///< Empty where the music modulates or the key is not known.
  std::optional<double> tempo_bpm;
};

/// The clips of the tables clips.csv and annotations.train_valid.csv whose audio is here in full,
/// in the tables' order, from the folder of test_data_folder(). Throws std::runtime_error where a
/// table is missing or malformed.
std::vector<AnnotatedClip> read_annotated_clips(const std::filesystem::path& data_folder);

}  // namespace airmark::testing
