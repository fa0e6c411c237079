#include "tools/standin/schema_filling.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

// As confidences and probabilities they go together.
constexpr std::array kNumbers{0.62, 0.21, 0.08};

class Filling {
 public:
  Filling(std::string_view sentence, std::uint64_t seed) : sentence_(sentence), choice_(seed) {}

  Json value(const Json& schema) {
    if (!schema.is_object()) return nullptr;
    if (const auto fixed = schema.find("const"); fixed != schema.end()) return *fixed;
    if (const auto choices = schema.find("enum");
        choices != schema.end() && choices->is_array() && !choices->empty())
      return (*choices)[static_cast<std::size_t>(choice_++ % choices->size())];
    for (const char* key : {"anyOf", "oneOf", "allOf"})
      if (const auto some = schema.find(key);
          some != schema.end() && some->is_array() && !some->empty())
        return value(some->front());
    return of_type(type(schema), schema);
  }

 private:
  static std::string type(const Json& schema) {
    const auto field = schema.find("type");
    if (field == schema.end()) return schema.contains("properties") ? "object" : "string";
    const Json& name = field->is_array() && !field->empty() ? field->front() : *field;
    return name.is_string() ? name.get<std::string>() : "null";
  }

  Json of_type(const std::string& type, const Json& schema) {
    if (type == "object") return object(schema);
    if (type == "array") {
      const auto items = schema.find("items");
      return Json::array({items == schema.end() ? Json(text()) : value(*items)});
    }
    if (type == "string") return text();
    if (type == "number") return kNumbers[std::min(number_count_++, kNumbers.size() - 1)];
    if (type == "integer") return 1;
    if (type == "boolean") return true;
    return nullptr;
  }

  Json object(const Json& schema) {
    Json result = Json::object();
    const auto properties = schema.find("properties");
    if (properties != schema.end() && properties->is_object())
      for (const auto& property : properties->items())
        result[property.key()] = value(property.value());
    return result;
  }

  std::string text() const { return std::string(sentence_); }

  const std::string_view sentence_;
  std::uint64_t choice_;
  std::size_t number_count_ = 0;
};

}  // namespace

std::string filled_schema(const std::string& schema, std::string_view sentence,
                          std::uint64_t seed) {
  const Json json = parsed_json<Json>(schema);
  if (!json.is_object()) return "{}";
  return Filling(sentence, seed).value(json).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace airmark::tools
