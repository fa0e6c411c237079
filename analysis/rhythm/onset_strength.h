#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// How much begins to sound in each frame, in decibels.
///
/// Method     rise of each mel band since the frame before, falls counted as 0; median over the
///            bands; moved back by the half frame that an STFT sees things too early, and by the
///            one frame of the difference. librosa: onset_strength(aggregate=median).
/// Memory     allocated in the constructor.
class OnsetStrength {
 public:
  OnsetStrength();

  /// Requires kMelBandCount rows, one column per frame; writes one value per frame.
  void measure(const LaneMatrix& mel_decibels, std::span<float> onsets);

 private:
  std::vector<Lanes<float>> rises_;
};

}  // namespace airmark::analysis
