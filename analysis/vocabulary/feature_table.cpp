#include "analysis/vocabulary/feature_table.h"

#include <algorithm>

namespace airmark {

std::string_view name_of(FeatureSet set) noexcept {
  switch (set) {
    case FeatureSet::Gtzan58:
      return "gtzan58";
    case FeatureSet::Mir103:
      return "mir103";
    case FeatureSet::Embedding45:
      return "embedding45";
    case FeatureSet::Musical:
      return "musical";
    case FeatureSet::Loudness:
      return "loudness";
  }
  return {};
}

std::string_view purpose_of(FeatureSet set) noexcept {
  switch (set) {
    case FeatureSet::Gtzan58:
      return "the columns of the published GTZAN table";
    case FeatureSet::Mir103:
      return "for training other models: time, spectrum, harmony, rhythm and waveform of a window";
    case FeatureSet::Embedding45:
      return "for comparing recordings: each value on about the same scale, within 5 of the "
             "ordinary";
    case FeatureSet::Musical:
      return "what a listener would name; absent where the music does not have it";
    case FeatureSet::Loudness:
      return "EBU R 128, at the source's own rate and channels; absent in silence";
  }
  return {};
}

std::optional<FeatureSet> feature_set_named(std::string_view name) noexcept {
  for (const FeatureSet set : kFeatureSets)
    if (name_of(set) == name) return set;
  return std::nullopt;
}

std::span<const FeatureSpec> feature_specs(FeatureSet set) noexcept {
  switch (set) {
    case FeatureSet::Gtzan58:
      return kGtzan58Table;
    case FeatureSet::Mir103:
      return kMir103Table;
    case FeatureSet::Embedding45:
      return kEmbedding45Table;
    case FeatureSet::Musical:
      return kMusicalTable;
    case FeatureSet::Loudness:
      return kLoudnessTable;
  }
  return {};
}

std::optional<std::size_t> feature_index(FeatureSet set, std::string_view name) noexcept {
  const auto specs = feature_specs(set);
  const auto row = std::ranges::find(specs, name, &FeatureSpec::name);
  if (row == specs.end()) return std::nullopt;
  return static_cast<std::size_t>(row - specs.begin());
}

}  // namespace airmark
