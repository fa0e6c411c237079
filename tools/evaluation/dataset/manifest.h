#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/dataset/dataset.h"

namespace airmark::tools {

/// Reads a list of files and their genres.
///
/// Input      JSON lines where the text begins with "{", else CSV with a header. "file" (or "path")
///            is a path from the manifest's folder, "genre" (or "label") is read by parse_label();
///            other columns and keys are passed over.
/// Output     in the manifest's order, at least one; that the files are there is not checked.
/// Errors     BadData names manifest and line; NotFound, Refused or InputOutput from reading it.
Result<std::vector<Clip>> read_manifest(const std::filesystem::path& path);

/// The same for a text; `path` is only what it is called and what its paths start from.
Result<std::vector<Clip>> parse_manifest(std::string_view text, const std::filesystem::path& path);

}  // namespace airmark::tools
