#pragma once

#include <span>
#include <vector>

namespace airmark::analysis {

/// Root mean square of each frame of a window; beyond its ends the samples are mirrored.
///
/// Memory     measure() allocates only for more frames than ever before.
class FrameRms {
 public:
  /// Requires samples.size() > kFrameSize / 2. Writes frame_count_of(samples.size()) values.
  void measure(std::span<const float> samples, std::span<double> rms);

 private:
  std::vector<double> hop_energies_;  // a frame is four of them
};

}  // namespace airmark::analysis
