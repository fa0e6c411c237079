#pragma once

#include <string_view>

namespace airmark {

/// What one value is called in JSON, CSV and prompts, its unit, the range it can take and the
/// definition it follows.
struct FeatureSpec {
  std::string_view name;
  std::string_view unit;
  double lowest;
  double highest;
  std::string_view meaning;
  std::string_view source = "librosa 0.8.1";  ///< Whose definition it is.
};

}  // namespace airmark
