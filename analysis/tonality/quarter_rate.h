#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// A window at a quarter of the analysis rate: what lies below 2 kHz, where harmony is.
///
/// Method     low-pass filter (sinc at 2756 Hz under a Blackman window, 63 taps, linear phase) and
///            every fourth sample. Level up to 1.8 kHz; what folds back to below that is 70 dB
///            down (Oppenheim & Schafer, Discrete-Time Signal Processing, 7.5).
/// Output     sample i is where sample 4 i of the window was; silence is assumed beyond its ends.
/// Memory     allocates only for a longer window than ever before.
/// Threads    none inside; one instance belongs to one thread.
class QuarterRate {
 public:
  static constexpr std::size_t kFactor = 4;
  static constexpr double kRateHz = static_cast<double>(kAnalysisRateHz) / kFactor;

  QuarterRate();

  /// Valid until the next call.
  std::span<const float> measure(std::span<const float> samples);

 private:
  static constexpr std::size_t kTapCount = 64;  ///< The first one is 0.

  std::array<float, kTapCount> taps_{};
  std::vector<float> output_;
};

}  // namespace airmark::analysis
