#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/classify/model_file.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tagger.h"

namespace airmark::analysis {

/// Names that make_built_in_tagger() knows, with a line each for the help text.
struct TaggerName {
  std::string_view name;
  std::string_view meaning;
};
const std::vector<TaggerName>& built_in_tagger_names();

/// The trained classifier: of `model_file`, else the one shipped inside the program.
Result<ModelFile> read_local_model(const std::optional<std::filesystem::path>& model_file);

/// "model" (trained classifier), "heuristic" (documented rules) or "local" (the best of what is
/// there). `model_file` replaces the classifier shipped inside the program.
Result<std::unique_ptr<Tagger>> make_built_in_tagger(
    std::string_view name, const std::optional<std::filesystem::path>& model_file);

}  // namespace airmark::analysis
