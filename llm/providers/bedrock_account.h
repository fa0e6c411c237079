#pragma once

#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "llm/model_registry.h"
#include "llm/providers/bedrock_client.h"

namespace airmark::llm {

/// A model as the account's Region lists it (ListFoundationModels).
struct ListedModel {
  std::string id;
  ModelLifecycle lifecycle = ModelLifecycle::Active;
  std::string end_of_life;  ///< ISO date; empty where none is told.
  bool on_demand = true;    ///< Else an inference profile is needed.
};
std::variant<std::vector<ListedModel>, CallError> list_models(BedrockClient& client,
                                                              std::stop_token stop);

/// Whether the account may use a model (GetFoundationModelAvailability).
struct ModelAccess {
  bool usable = false;
  std::string obstacle;  ///< One sentence with the way to mend it; empty where usable.
};
std::variant<ModelAccess, CallError> model_access(BedrockClient& client, const ModelEntry& model,
                                                  std::stop_token stop);

}  // namespace airmark::llm
