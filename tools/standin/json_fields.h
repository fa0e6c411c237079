#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/standin/fault.h"
#include "tools/standin/json_depth.h"

namespace airmark::tools {

/// Parses a text; discarded where it is no JSON, or so deeply nested that copying it could exhaust
/// the stack.
template <typename Json>
Json parsed_json(std::string_view text) {
  if (nests_too_deeply(text)) return Json(Json::value_t::discarded);
  return Json::parse(text.begin(), text.end(), nullptr, false);
}

/// What stands at the end of the path; null where there is nothing.
template <typename Json>
Json at_path(const Json& root, std::initializer_list<const char*> keys) {
  const Json* place = &root;
  for (const char* key : keys) {
    if (!place->is_object()) return Json();
    const auto field = place->find(key);
    if (field == place->end()) return Json();
    place = &*field;
  }
  return *place;
}

/// Reads the fields of one JSON object of a request, keeps the first fault, and at the end refuses
/// what nobody asked for.
///
/// Input      Json is nlohmann's; `place` is where the object stands: "#", "#/messages/0".
template <typename Json>
class JsonFields {
 public:
  JsonFields(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object()) note("", "expected type: JSONObject");
  }

  /// The field's value; null where it is not there (which is a fault where it is `required`).
  const Json* find(const char* key, bool required = false) {
    asked_.push_back(key);
    if (!object_.is_object()) return nullptr;
    const auto field = object_.find(key);
    if (field != object_.end() && !field->is_null()) return &*field;
    if (required) note("", "required key [" + std::string(key) + "] not found");
    return nullptr;
  }

  /// The same, and a fault where the value is no list or, where it is required, an empty one.
  const Json* list(const char* key, bool required = false) {
    const Json* field = find(key, required);
    if (field == nullptr) return nullptr;
    if (!field->is_array()) return note(key, "expected type: JSONArray"), nullptr;
    if (required && field->empty()) note(key, "expected minimum item count: 1, found: 0");
    return field;
  }

  const Json* object(const char* key) {
    const Json* field = find(key);
    if (field == nullptr || field->is_object()) return field;
    return note(key, "expected type: JSONObject"), nullptr;
  }

  std::string text(const char* key, bool required = false) {
    const Json* field = find(key, required);
    if (field == nullptr) return {};
    if (!field->is_string()) return note(key, "expected type: String"), std::string();
    return field->template get<std::string>();
  }

  std::optional<double> number(const char* key, double lowest, double highest) {
    const Json* field = find(key);
    if (field == nullptr) return std::nullopt;
    if (!field->is_number()) return note(key, "expected type: Number"), std::nullopt;
    const double value = field->template get<double>();
    if (value < lowest || value > highest)
      note(key, "must be from " + brief(lowest) + " to " + brief(highest));
    return value;
  }

  std::optional<std::int64_t> count(const char* key) {
    const Json* field = find(key);
    if (field == nullptr) return std::nullopt;
    if (!field->is_number_integer()) return note(key, "expected type: Integer"), std::nullopt;
    if (*field < 1 || *field > std::numeric_limits<std::int32_t>::max())
      return note(key,
                  "failed to satisfy constraint: Member must have value greater than or "
                  "equal to 1"),
             std::nullopt;
    return field->template get<std::int64_t>();
  }

  /// Fields that may be there and change nothing here.
  void pass_over(std::initializer_list<const char*> keys) {
    for (const char* key : keys) asked_.emplace_back(key);
  }

  void note(std::string_view key, std::string_view complaint) {
    if (!fault_) fault_ = malformed(key.empty() ? place_ : place(key), complaint);
  }

  void note(Fault fault) {
    if (!fault_) fault_ = std::move(fault);
  }

  std::string place(std::string_view key) const { return place_ + "/" + std::string(key); }

  /// The first fault so far.
  const std::optional<Fault>& fault() const noexcept { return fault_; }

  /// The first fault; a key that was never asked for is one.
  std::optional<Fault> finish() {
    if (object_.is_object())
      for (const auto& field : object_.items())
        if (!was_asked(field.key()))
          note("", "extraneous key [" + field.key() + "] is not permitted");
    return fault_;
  }

 private:
  static std::string brief(double bound) { return std::to_string(static_cast<int>(bound)); }

  bool was_asked(std::string_view key) const {
    for (const std::string_view asked : asked_)
      if (asked == key) return true;
    return false;
  }

  const Json& object_;
  const std::string place_;
  std::vector<std::string_view> asked_;
  std::optional<Fault> fault_;
};

}  // namespace airmark::tools
