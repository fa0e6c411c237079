#pragma once

#include <optional>
#include <span>
#include <vector>

namespace airmark::analysis {

/// How far the loud passages of a window are above the quiet ones, in dB.
///
/// Method     as the loudness range of EBU Tech 3342, with 1 s instead of 3 s, so that a window of
///            30 s holds enough of them, and without weighting: level of each second, ten times a
///            second; those 60 dB below the loudest are pauses and not counted; 95th less 10th
///            percentile.
/// Input      RMS of each frame.
/// Output     in [0, 60]; empty for less than a second and for silence.
/// Memory     grows with the longest window seen.
/// Threads    none inside; one instance belongs to one thread.
class DynamicRange {
 public:
  std::optional<double> measure_db(std::span<const double> frame_rms);

 private:
  std::vector<double> mean_squares_;
};

}  // namespace airmark::analysis
