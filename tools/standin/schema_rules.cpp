#include "tools/standin/schema_rules.h"

#include <nlohmann/json.hpp>

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

// Deeper than any answer; a hostile schema must not end the program.
constexpr int kDeepest = 32;

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
std::optional<std::string> fault_in(const Json& schema, int depth) {
  if (depth > kDeepest) return "The schema is nested too deeply";
  if (schema.is_object())
    if (auto fault = own_fault(schema)) return fault;
  if (!schema.is_structured()) return std::nullopt;
  for (const Json& part : schema)
    if (auto fault = fault_in(part, depth + 1)) return fault;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> schema_fault(const std::string& schema) {
  const Json json = Json::parse(schema, nullptr, false);
  if (!json.is_object()) return "The schema is not a JSON object";
  if (auto fault = fault_in(json, 0)) return "output_config.format.schema: " + *fault;
  return std::nullopt;
}

}  // namespace airmark::tools
