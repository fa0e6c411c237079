#pragma once

#include <array>
#include <cmath>

namespace airmark::testing {

/// Within 4 % of the annotation: what counts for the field's Acc1 (Gouyon et al. 2006).
inline bool is_same_tempo(double bpm, double truth_bpm) noexcept {
  return std::abs(bpm / truth_bpm - 1.0) <= 0.04;
}

/// The same, two or three times it, a half or a third of it: Acc2.
inline bool is_related_tempo(double bpm, double truth_bpm) noexcept {
  for (const double ratio : std::array{1.0, 2.0, 3.0, 1.0 / 2.0, 1.0 / 3.0})
    if (is_same_tempo(bpm, ratio * truth_bpm)) return true;
  return false;
}

}  // namespace airmark::testing
