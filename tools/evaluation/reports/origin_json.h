#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

inline constexpr std::string_view kRunFile = "run.json";

/// Where an evaluation came from: config/evaluation_run.schema.json.
std::string origin_json(const EvaluationOrigin& origin);

/// What origin_json() wrote. NotFound without the file, BadData where it is none of ours; both name
/// it.
Result<EvaluationOrigin> read_origin(const std::filesystem::path& folder);

}  // namespace airmark::tools
