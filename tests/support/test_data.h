#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace airmark::testing {

/// The folder with real GTZAN clips and tables (AIRMARK_DATA); empty where it is not here, and
/// the test is skipped.
inline std::optional<std::filesystem::path> test_data_folder() {
  const char* folder = std::getenv("AIRMARK_DATA");
  if (folder == nullptr || !std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

/// A file of the project itself, by its path from the root.
inline std::filesystem::path source_file(const std::filesystem::path& path) {
  return std::filesystem::path(AIRMARK_SOURCE_DIR) / path;
}

}  // namespace airmark::testing
