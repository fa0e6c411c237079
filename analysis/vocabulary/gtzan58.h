#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "analysis/vocabulary/feature_spec.h"

namespace airmark {

/// The 58 values of the published GTZAN table, in its column order. Enumerators exist for the
/// values that the program itself looks at; the MFCC pairs follow from mfcc_mean()/mfcc_variance().
enum class Gtzan58 : std::size_t {
  Length = 0,
  ChromaMean,
  ChromaVariance,
  RmsMean,
  RmsVariance,
  CentroidMean,
  CentroidVariance,
  BandwidthMean,
  BandwidthVariance,
  RolloffMean,
  RolloffVariance,
  ZeroCrossingRateMean,
  ZeroCrossingRateVariance,
  HarmonyMean,
  HarmonyVariance,
  PerceptrMean,
  PerceptrVariance,
  Tempo,
  Mfcc1Mean
};

inline constexpr std::size_t kGtzan58Count = 58;
inline constexpr std::size_t kMfccCount = 20;

/// Index of the mean of MFCC `order`, 1..20, as the table counts them; its variance follows it.
constexpr std::size_t mfcc_mean_index(std::size_t order) noexcept {
  return static_cast<std::size_t>(Gtzan58::Mfcc1Mean) + 2 * (order - 1);
}

/// The published table's columns in order, without `filename` and `label`.
extern const std::array<FeatureSpec, kGtzan58Count> kGtzan58Table;

/// Where `name` stands in the table; empty where there is no such value.
std::optional<std::size_t> gtzan58_index(std::string_view name);

/// One window's values in table order.
using Gtzan58Values = std::array<double, kGtzan58Count>;

constexpr double value_of(const Gtzan58Values& values, Gtzan58 which) noexcept {
  return values[static_cast<std::size_t>(which)];
}

}  // namespace airmark
