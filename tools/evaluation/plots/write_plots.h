#pragma once

#include <filesystem>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Draws an evaluation into `folder`, which is made where it is missing: confusion_matrices/ and
/// visualizations/, each picture as PNG and SVG, and classification_results.png.
///
/// Requires at least one tagger. CannotCreate or InputOutput name the file; Unavailable where cairo
/// or any font is missing. Every file is replaced as a whole; after an error some may be old.
Result<Done> write_plots(const Evaluation& evaluation, const std::filesystem::path& folder);

}  // namespace airmark::tools
