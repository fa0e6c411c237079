#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "llm/model_registry.h"

namespace airmark::llm {

/// The model's plain id: without the prefix of an inference profile, out of the ARN of a foundation
/// model or of a system's profile. Empty where the id is another ARN, which does not name a model.
std::string base_model_id(const ModelEntry& model);

/// The inference profile of the model to use in a Region: that of its geography, else the global
/// one. Empty where the model has none for it.
std::optional<std::string> profile_for(const ModelEntry& model, std::string_view region);

}  // namespace airmark::llm
