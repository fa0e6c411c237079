#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// 0 to 200 Hz, and six octaves above; the last ends at half the rate.
inline constexpr std::size_t kContrastBandCount = 7;

/// How far the peaks of a spectrum stand out of its valleys, band by band.
///
/// Method     in each band the mean of the strongest and of the weakest fiftieth of the magnitudes
///            (one bin at least), each in decibels 80 below the window's greatest at most; their
///            difference (Jiang et al. 2002). librosa: spectral_contrast, its defaults, with its
///            decibels of magnitudes, 10 log10.
/// Output     decibels, 0 in a silent window.
/// Memory     reshape() allocates only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class SpectralContrast {
 public:
  void reshape(std::size_t frame_count);

  /// Sixteen frames at once.
  void measure_block(std::span<const Lanes<float>, kBinCount> magnitudes, std::size_t block);

  /// After all blocks.
  void finish();

  /// One row per band, one column per frame.
  const LaneMatrix& contrast() const noexcept { return peaks_; }

 private:
  LaneMatrix peaks_;  // after finish() less the valleys
  LaneMatrix valleys_;
};

}  // namespace airmark::analysis
