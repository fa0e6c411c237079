#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// An SVG picture of the plots' folders.
struct SvgPicture {
  std::string name;  ///< Of the file, without ".svg".
  std::string svg;   ///< The file's text.
};

/// The *.svg of visualizations/ and confusion_matrices/ below `folder`, by name. Folders that are
/// not there have none. BadData where one is no SVG.
Result<std::vector<SvgPicture>> read_pictures(const std::filesystem::path& folder);

}  // namespace airmark::tools
