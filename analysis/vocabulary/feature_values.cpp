#include "analysis/vocabulary/feature_values.h"

namespace airmark {
namespace {

using Values = std::vector<std::optional<double>>;

template <typename Array>
Values all_of(const Array& values) {
  return {values.begin(), values.end()};
}

template <typename Array>
Values all_of(const std::optional<Array>& values) {
  return values ? all_of(*values) : Values(std::tuple_size_v<Array>);
}

}  // namespace

bool has_set(const WindowAnalysis& analysis, FeatureSet set) noexcept {
  switch (set) {
    case FeatureSet::Gtzan58:
    case FeatureSet::Musical:
      return true;
    case FeatureSet::Mir103:
      return analysis.mir103.has_value();
    case FeatureSet::Embedding45:
      return analysis.embedding45.has_value();
    case FeatureSet::Loudness:
      return analysis.loudness.has_value();
  }
  return false;
}

std::vector<std::optional<double>> feature_values(const WindowAnalysis& analysis, FeatureSet set) {
  switch (set) {
    case FeatureSet::Gtzan58:
      return all_of(analysis.gtzan58);
    case FeatureSet::Mir103:
      return all_of(analysis.mir103);
    case FeatureSet::Embedding45:
      return all_of(analysis.embedding45);
    case FeatureSet::Musical:
      return all_of(analysis.musical);
    case FeatureSet::Loudness:
      return analysis.loudness ? all_of(values_of(*analysis.loudness)) : Values(kLoudnessCount);
  }
  return {};
}

}  // namespace airmark
