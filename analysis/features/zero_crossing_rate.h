#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace airmark::analysis {

/// Share of a frame's samples at which the sign changes; beyond the window's ends its first and
/// last sample are repeated. A sample of at most 1e-10 counts as zero, and zero as positive.
///
/// Memory     measure() allocates only for more samples than ever before.
class ZeroCrossingRate {
 public:
  /// Writes frame_count_of(samples.size()) values.
  void measure(std::span<const float> samples, std::span<double> rates);

 private:
  std::vector<std::size_t> hop_counts_;  // a frame is four of them
};

}  // namespace airmark::analysis
