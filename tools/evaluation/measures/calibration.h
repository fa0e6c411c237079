#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {

inline constexpr std::size_t kBinCount = 10;

/// The tenth of 0..1 that a confidence lies in; 1 belongs to the last.
std::size_t bin_of(double confidence) noexcept;

/// Clips whose confidence lies in the same tenth.
struct ReliabilityBin {
  std::size_t count = 0;
  double mean_confidence = 0.0;
  double accuracy = 0.0;
};

/// The distance between how sure and how often right, summed clip by clip: the expected calibration
/// error with ten equal bins (Guo et al. 2017).
class CalibrationError {
 public:
  void add(const Outcome& outcome) noexcept {
    surplus_[bin_of(outcome.confidence)] += outcome.confidence - (outcome.right() ? 1.0 : 0.0);
  }
  /// 0..1. Requires as many clips as were added.
  double over(std::size_t clip_count) const noexcept;

 private:
  std::array<double, kBinCount> surplus_{};  // confidence less hits, by bin
};

/// A bin without clips is all zeros.
std::array<ReliabilityBin, kBinCount> reliability(std::span<const Outcome> outcomes) noexcept;

/// Mean confidence of the answers that are right, or of those that are wrong; 0 where there are
/// none.
double mean_confidence(std::span<const Outcome> outcomes, bool right) noexcept;

}  // namespace airmark::tools
