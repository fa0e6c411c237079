#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/rhythm/onset_bands.h"
#include "analysis/rhythm/tempo_paths.h"

namespace airmark::analysis {

/// Where the beats of a known tempo fall.
///
/// Method     the sequence of frames for which the sum of onsets, less kTightness ln²(distance /
///            period) from each to the next, is greatest (dynamic programming: Ellis 2007). Onsets
///            are the bands, each over its standard deviation, the bass counting double: what is
///            low marks the beat, what is high may fall between.
/// Memory     listen() and track() allocate only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class BeatTracker {
 public:
  /// Takes the onsets of a window; then ways to tap along with it can be tracked, one by one.
  void listen(const OnsetBands& onsets);
  void track(const TempoPath& path);

  /// Frames, ascending.
  std::span<const std::size_t> beats() const noexcept { return beats_; }

 private:
  void set_period(double frames);
  void trace(const TempoPath& path);
  /// Totals from the longest distance before a frame on.
  const float* before(std::size_t frame) const noexcept;

  std::vector<float> drive_;
  std::vector<float> totals_;  // after a margin
  std::size_t longest_ = 0;    // distance from beat to beat
  std::vector<float> costs_;   // by distance, from the longest to the shortest
  std::vector<std::size_t> beats_;
};

}  // namespace airmark::analysis
