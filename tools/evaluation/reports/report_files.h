#pragma once

#include <filesystem>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Writes the text files of an evaluation into `folder`, which is created where it does not exist;
/// README.md lists them. The HTML page takes in the pictures that lie in `folder` already, so plots
/// come first. Equal evaluations give equal bytes, but for timing.json and their latencies.
/// Requires one Measures per tagger, in the same order. CannotCreate or InputOutput name the file.
Result<Done> write_reports(const Evaluation& evaluation, const std::filesystem::path& folder);

}  // namespace airmark::tools
