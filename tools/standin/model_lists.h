#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "llm/model_registry.h"
#include "tools/standin/mishaps.h"

namespace airmark::tools {

/// ListFoundationModels: every model of the registry that is alive.
std::string foundation_models(const llm::ModelRegistry& registry, std::string_view region);

/// GetFoundationModelAvailability. A mishap of access shows here as what stands in the way.
std::string model_availability(std::string_view model_id, std::optional<Mishap> mishap);

/// /v1/models of an OpenAI server.
std::string local_models(const llm::ModelRegistry& registry);

}  // namespace airmark::tools
