#include "tools/standin/schema_rules.h"

#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

bool is_type(const Json& schema, const char* type) {
  const auto field = schema.find("type");
  return field != schema.end() && *field == type;
}

std::optional<std::string> own_fault(const Json& schema) {
  if (is_type(schema, "object")) {
    const auto additional = schema.find("additionalProperties");
    if (additional == schema.end() || *additional != false)
      return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  }
  if (is_type(schema, "number") || is_type(schema, "integer"))
    for (const char* key :
         {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
      if (schema.contains(key))
        return "For 'number' type, property '" + std::string(key) + "' is not supported";
  if (is_type(schema, "array") && schema.contains("maxItems"))
    return "For 'array' type, property 'maxItems' is not supported";
  return std::nullopt;
}

/// Looks at every object in the schema, wherever it stands.
std::optional<std::string> fault_in(const Json& schema) {
  if (schema.is_object())
    if (auto fault = own_fault(schema)) return fault;
  if (!schema.is_structured()) return std::nullopt;
  for (const Json& part : schema)
    if (auto fault = fault_in(part)) return fault;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> schema_fault(const std::string& schema) {
  const Json json = parsed_json<Json>(schema);
  if (!json.is_object()) return "The schema is not a JSON object";
  if (auto fault = fault_in(json)) return "output_config.format.schema: " + *fault;
  return std::nullopt;
}

}  // namespace airmark::tools
