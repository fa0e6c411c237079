#include "tools/common/feature_sets.h"

#include <string>

#include "tools/common/nearest_word.h"

namespace airmark::tools {

Result<FeatureSet> feature_set_of(std::string_view name) {
  if (const auto set = feature_set_named(name)) return *set;
  std::vector<std::string> names;
  std::string list;
  for (const FeatureSet set : kFeatureSets) {
    names.emplace_back(name_of(set));
    list += (list.empty() ? "" : ", ") + names.back();
  }
  const auto nearest = nearest_word(name, names);
  return Error{ErrorKind::Usage,
               "there is no feature set " + std::string(name) +
                   (nearest ? "; did you mean " + *nearest + "?" : "; there are " + list)};
}

Result<std::vector<FeatureSet>> feature_sets_of(std::string_view list) {
  std::vector<FeatureSet> sets;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const auto set = feature_set_of(list.substr(0, comma));
    if (!set) return set.error();
    sets.push_back(set.value());
    list = comma == std::string_view::npos ? "" : list.substr(comma + 1);
  }
  return sets;
}

}  // namespace airmark::tools
