#pragma once

#include <array>
#include <cstddef>

#include "analysis/vocabulary/feature_spec.h"

namespace airmark {

/// How loud a window is to a listener, by EBU R 128, measured at the source's own rate and
/// channels.
struct Loudness {
  double integrated_lufs = 0.0;
  double range_lu = 0.0;
  double true_peak_dbtp = 0.0;
  double momentary_max_lufs = 0.0;   ///< Loudest 400 ms.
  double short_term_max_lufs = 0.0;  ///< Loudest 3 s; of what there is, where it is shorter.
  bool operator==(const Loudness&) const = default;
};

inline constexpr std::size_t kLoudnessCount = 5;

extern const std::array<FeatureSpec, kLoudnessCount> kLoudnessTable;

/// The fields in table order.
constexpr std::array<double, kLoudnessCount> values_of(const Loudness& loudness) noexcept {
  return {loudness.integrated_lufs, loudness.range_lu, loudness.true_peak_dbtp,
          loudness.momentary_max_lufs, loudness.short_term_max_lufs};
}

}  // namespace airmark
