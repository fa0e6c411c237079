#pragma once

#include <span>
#include <vector>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// How much louder it becomes from frame to frame, in the bass and above it.
///
/// Method     power to the 0.3 in each mel band, which grows as loudness does (Stevens 1957),
/// summed
///            over the bands below 150 Hz and over those from there to 7 kHz; rise of each sum
///            since the frame before, falls counted as 0. Other than a rise in decibels it tells an
///            accent from a soft stroke.
/// Input      decibels of kMelBandCount mel bands, one column per frame, at most
///            kDynamicRangeDb below the loudest.
/// Output     any unit, relative to the loudest band of the window.
/// Memory     measure() allocates only for more frames than ever before.
class Accents {
 public:
  void measure(const LaneMatrix& mel_decibels);

  std::span<const float> bass() const noexcept { return bass_; }
  std::span<const float> upper() const noexcept { return upper_; }

 private:
  std::vector<float> bass_;
  std::vector<float> upper_;
};

}  // namespace airmark::analysis
