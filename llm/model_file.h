#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "llm/model_registry.h"

namespace airmark::llm {

/// Reads config/llm_models.json or a user's file in the same form (config/llm_models.schema.json).
/// Configuration, naming file, model and field, where one is missing, unknown or out of range.
Result<std::vector<ModelEntry>> read_model_file(std::string_view text,
                                                const std::string& file_name);

}  // namespace airmark::llm
