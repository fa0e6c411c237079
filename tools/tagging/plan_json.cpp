#include "tools/tagging/plan_json.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

Json figure_json(double figure) {
  if (figure == std::trunc(figure)) return static_cast<std::int64_t>(figure);
  return figure;
}

}  // namespace

std::string plan_json(const PlannedModel& model,
                      const std::vector<std::pair<std::string_view, double>>& figures,
                      const std::array<CeilingShare, 3>& shares) {
  const LlmChoice& choice = model.choice;
  Json object{{"tagger", choice.cascade ? "cascade" : choice.provider},
              {"provider", choice.provider},
              {"model", choice.model.id},
              {"strategy", choice.strategy}};
  for (const auto& [name, figure] : figures) object[std::string(name)] = figure_json(figure);
  for (const CeilingShare& share : shares)
    object["ceilings"].push_back(Json{{"per", share.per},
                                      {"usd", share.ceiling_usd},
                                      {"spent_usd", share.spent_usd},
                                      {"enough", share.is_enough()}});
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace airmark::tools
