#include "tools/standin/model_lists.h"

#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

bool is_alive(const llm::ModelEntry& model) {
  return model.lifecycle != llm::ModelLifecycle::EndOfLife;
}

std::string maker(const llm::ModelEntry& model) { return model.id.substr(0, model.id.find('.')); }

Json lifecycle(const llm::ModelEntry& model) {
  const bool legacy = model.lifecycle == llm::ModelLifecycle::Legacy;
  Json result{{"status", legacy ? "LEGACY" : "ACTIVE"}};
  if (!model.end_of_life.empty()) result["endOfLifeTime"] = model.end_of_life + "T00:00:00Z";
  return result;
}

Json summary(const llm::ModelEntry& model, std::string_view region) {
  return {{"modelArn", "arn:aws:bedrock:" + std::string(region) + "::foundation-model/" + model.id},
          {"modelId", model.id},
          {"modelName", model.name},
          {"providerName", maker(model)},
          {"inputModalities", Json::array({"TEXT"})},
          {"outputModalities", Json::array({"TEXT"})},
          {"responseStreamingSupported", false},
          {"customizationsSupported", Json::array()},
          {"inferenceTypesSupported",
           Json::array({model.needs_inference_profile ? "INFERENCE_PROFILE" : "ON_DEMAND"})},
          {"modelLifecycle", lifecycle(model)}};
}

}  // namespace

std::string foundation_models(const llm::ModelRegistry& registry, std::string_view region) {
  Json summaries = Json::array();
  for (const llm::ModelEntry& model : registry.entries())
    if (is_alive(model)) summaries.push_back(summary(model, region));
  return Json{{"modelSummaries", summaries}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string model_availability(std::string_view model_id, std::optional<Mishap> mishap) {
  const bool no_agreement = mishap == Mishap::NoMarketplace || mishap == Mishap::UseCaseForm;
  return Json{{"modelId", model_id},
              {"agreementAvailability", {{"status", no_agreement ? "NOT_AVAILABLE" : "AVAILABLE"}}},
              {"authorizationStatus", mishap == Mishap::NoAccess ? "NOT_AUTHORIZED" : "AUTHORIZED"},
              {"entitlementAvailability", "AVAILABLE"},
              {"regionAvailability", "AVAILABLE"}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string local_models(const llm::ModelRegistry& registry) {
  Json list = Json::array();
  for (const llm::ModelEntry& model : registry.entries())
    if (is_alive(model))
      list.push_back({{"id", model.id}, {"object", "model"}, {"owned_by", maker(model)}});
  return Json{{"object", "list"}, {"data", list}}.dump(-1, ' ', false,
                                                       Json::error_handler_t::replace);
}

}  // namespace airmark::tools
