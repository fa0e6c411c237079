#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/structure/change_detector.h"

namespace airmark::testing {

/// How well places that were found match those that are.
struct ChangeScore {
  std::size_t hit_count = 0;
  std::size_t true_count = 0;
  std::size_t found_count = 0;

  double precision() const noexcept;
  double recall() const noexcept;
  double f_measure() const noexcept;
  ChangeScore& operator+=(const ChangeScore& other) noexcept;
};

/// A place is hit by one found within the tolerance; each hits one at most, the nearest pairs first
/// (as MIREX's structural segmentation counts boundaries).
ChangeScore score_changes(std::span<const std::int64_t> true_frames,
                          std::span<const std::int64_t> found_frames, double tolerance_s = 3.0);

/// The changes that a ChangeDetector finds in a whole stream at kAnalysisRateHz.
std::vector<analysis::ChangePoint> changes_in(std::span<const float> samples);

std::vector<std::int64_t> frames_of(std::span<const analysis::ChangePoint> changes);

}  // namespace airmark::testing
