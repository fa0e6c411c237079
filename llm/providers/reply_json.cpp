#include "llm/providers/reply_json.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

// Far more than any answer has; bounds the recursion of whoever writes the value out again.
constexpr int kDeepestLevel = 64;

const Json* find(const Json& root, const std::string& place) {
  const Json::json_pointer pointer(place);
  return root.contains(pointer) ? &root.at(pointer) : nullptr;
}

}  // namespace

struct ReplyJson::Content {
  Json root;
};

std::optional<ReplyJson> ReplyJson::parse(std::string_view text) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= kDeepestLevel; };
  auto content = std::make_shared<Content>();
  content->root = Json::parse(text.begin(), text.end(), shallow, false);
  if (!content->root.is_object()) return std::nullopt;
  return ReplyJson(std::move(content));
}

std::optional<std::string> ReplyJson::text(const std::string& place) const {
  const Json* value = find(content_->root, place);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->get<std::string>();
}

std::optional<int> ReplyJson::count(const std::string& place) const {
  const Json* value = find(content_->root, place);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double number = value->get<double>();
  if (!(number >= 0.0)) return std::nullopt;
  constexpr int kLargest = std::numeric_limits<int>::max();
  return number < kLargest ? static_cast<int>(number) : kLargest;
}

std::size_t ReplyJson::size(const std::string& place) const {
  const Json* value = find(content_->root, place);
  return value != nullptr && value->is_array() ? value->size() : 0;
}

bool ReplyJson::is_object(const std::string& place) const {
  const Json* value = find(content_->root, place);
  return value != nullptr && value->is_object();
}

bool ReplyJson::is_array(const std::string& place) const {
  const Json* value = find(content_->root, place);
  return value != nullptr && value->is_array();
}

std::optional<std::string> ReplyJson::json(const std::string& place) const {
  const Json* value = find(content_->root, place);
  if (value == nullptr) return std::nullopt;
  return value->dump();
}

}  // namespace airmark::llm
