#include "llm/prompt/answer_schema.h"

#include <nlohmann/json.hpp>

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

Json closed_object(Json properties) {
  Json required = Json::array();
  for (const auto& property : properties.items()) required.push_back(property.key());
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json array_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

}  // namespace

std::string answer_schema(const std::vector<std::string>& genres) {
  const Json text{{"type", "string"}};
  const Json number{{"type", "number"}};
  const Json genre{{"type", "string"}, {"enum", genres}};
  return closed_object({{"reasoning", text},
                        {"genre", genre},
                        {"confidence", number},
                        {"keyindicators", array_of(text)},
                        {"alternatives",
                         array_of(closed_object({{"genre", genre}, {"probability", number}}))}})
      .dump();
}

std::string answer_form() {
  return R"({"reasoning": "two short sentences", "genre": "one name of the list", )"
         R"("confidence": 0.0, "keyindicators": ["what decided"], )"
         R"("alternatives": [{"genre": "another name of the list", "probability": 0.0}]})";
}

}  // namespace airmark::llm
