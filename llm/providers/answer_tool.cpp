#include "llm/providers/answer_tool.h"

#include <nlohmann/json.hpp>

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

void open_up(Json& schema) {
  if (schema.is_object()) schema.erase("additionalProperties");
  if (schema.is_structured())
    for (Json& part : schema) open_up(part);
}

}  // namespace

std::string tool_schema(const std::string& json_schema) {
  Json schema = Json::parse(json_schema, nullptr, /*allow_exceptions=*/false);
  open_up(schema);
  return schema.dump();
}

}  // namespace airmark::llm
