#include "llm/providers/inference_profile.h"

#include <algorithm>
#include <vector>

namespace airmark::llm {
namespace {

/// Which profiles serve the Regions whose names begin so, the nearest first. The first row that
/// fits counts. Source: AWS, "Supported Regions and models for inference profiles".
struct Geography {
  std::string_view regions;
  std::vector<std::string_view> prefixes;
};

const std::vector<Geography>& geographies() {
  static const std::vector<Geography> rows{{"us-gov-", {"us-gov"}},
                                           {"us-", {"us", "global"}},
                                           {"ca-", {"ca", "us", "global"}},
                                           {"eu-", {"eu", "global"}},
                                           {"ap-northeast-1", {"jp", "apac", "global"}},
                                           {"ap-northeast-3", {"jp", "apac", "global"}},
                                           {"ap-southeast-2", {"au", "apac", "global"}},
                                           {"ap-southeast-4", {"au", "apac", "global"}},
                                           {"ap-", {"apac", "global"}},
                                           {"", {"global"}}};
  return rows;
}

bool has_prefix(const ModelEntry& model, std::string_view prefix) {
  return std::ranges::find(model.inference_profiles, prefix) != model.inference_profiles.end();
}

}  // namespace

std::string base_model_id(const ModelEntry& model) {
  std::string_view id = model.id;
  if (id.starts_with("arn:")) {
    const bool names_a_model =
        id.find(":foundation-model/") != id.npos || id.find(":inference-profile/") != id.npos;
    if (!names_a_model) return {};
    id.remove_prefix(id.rfind('/') + 1);
  }
  const std::size_t dot = id.find('.');
  if (dot != id.npos && has_prefix(model, id.substr(0, dot))) id.remove_prefix(dot + 1);
  return std::string(id);
}

std::optional<std::string> profile_for(const ModelEntry& model, std::string_view region) {
  const auto geography = std::ranges::find_if(
      geographies(), [&](const Geography& row) { return region.starts_with(row.regions); });
  for (const std::string_view prefix : geography->prefixes)
    if (has_prefix(model, prefix)) return std::string(prefix) + "." + base_model_id(model);
  return std::nullopt;
}

}  // namespace airmark::llm
