#include "tools/standin/mishap_list.h"

#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;

/// Empty where the entry was read.
std::string read_entry(const Json& entry, PlannedMishap& planned) {
  if (!entry.is_object() || !entry.contains("what") || !entry["what"].is_string())
    return "needs \"what\", the name of a mishap";
  for (const auto& field : entry.items()) {
    const Json& value = field.value();
    if (field.key() == "what") {
      const auto name = value.get<std::string>();
      const auto what = find_mishap(name);
      if (!what) return no_such_mishap(name);
      planned.what = *what;
    } else if (field.key() == "rate") {
      if (!value.is_number() || value < 0.0 || value > 1.0)
        return "\"rate\" must be a number from 0 to 1";
      planned.rate = value.get<double>();
    } else if (field.key() == "count" || field.key() == "retry_after_ms") {
      if (!value.is_number_unsigned())
        return "\"" + field.key() + "\" must be a whole number from 0 up";
      (field.key() == "count" ? planned.count : planned.retry_after_ms) = value.get<std::int64_t>();
    } else {
      return "\"" + field.key() + "\" is unknown; known are what, rate, count and retry_after_ms";
    }
  }
  return {};
}

}  // namespace

Result<std::vector<PlannedMishap>> read_mishap_list(const std::string& json) {
  const Json list = parsed_json<Json>(json);
  if (!list.is_array())
    return Error{ErrorKind::BadData,
                 "the mishaps must be a JSON list, as in [{\"what\": "
                 "\"throttled\", \"rate\": 0.5, \"count\": 3}]"};
  std::vector<PlannedMishap> plan;
  for (std::size_t n = 0; n < list.size(); ++n) {
    PlannedMishap planned;
    if (const std::string fault = read_entry(list[n], planned); !fault.empty())
      return Error{ErrorKind::BadData, "mishap " + std::to_string(n + 1) + ": " + fault};
    plan.push_back(planned);
  }
  return plan;
}

}  // namespace airmark::tools
