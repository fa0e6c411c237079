#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "analysis/vocabulary/embedding45.h"
#include "analysis/vocabulary/feature_spec.h"
#include "analysis/vocabulary/gtzan58.h"
#include "analysis/vocabulary/loudness.h"
#include "analysis/vocabulary/mir103.h"
#include "analysis/vocabulary/musical.h"

namespace airmark {

/// The sets of values that a window is measured by. Where two sets have a value of one name, it is
/// the same value.
enum class FeatureSet { Gtzan58, Mir103, Embedding45, Musical, Loudness };

inline constexpr std::array kFeatureSets{FeatureSet::Gtzan58, FeatureSet::Mir103,
                                         FeatureSet::Embedding45, FeatureSet::Musical,
                                         FeatureSet::Loudness};

/// As it is called in JSON and on the command line: "gtzan58".
std::string_view name_of(FeatureSet set) noexcept;

/// What the set is for, in one sentence without a full stop.
std::string_view purpose_of(FeatureSet set) noexcept;

std::optional<FeatureSet> feature_set_named(std::string_view name) noexcept;

/// One row per value of the set, in the order in which its values are kept and written.
std::span<const FeatureSpec> feature_specs(FeatureSet set) noexcept;

/// Where `name` stands in the set; empty where there is no such value.
std::optional<std::size_t> feature_index(FeatureSet set, std::string_view name) noexcept;

}  // namespace airmark
