#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::testing {

/// A clip of GTZAN of which the whole 30 s are here.
struct GtzanClip {
  std::string name;  ///< "blues.00029"
  std::string genre;
  std::filesystem::path path;
};

/// The whole clips of the split "train" or "valid" in the folder of test_data_folder(), in the
/// order of clips.csv. Throws where that file is missing.
std::vector<GtzanClip> whole_gtzan_clips(const std::filesystem::path& data_folder,
                                         std::string_view split);

}  // namespace airmark::testing
