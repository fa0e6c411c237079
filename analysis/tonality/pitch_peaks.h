#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"

namespace airmark::analysis {

/// A local maximum of a power spectrum.
struct PitchPeak {
  float frequency_hz;
  float power;
};

/// The peaks of a window's spectra between 150 and 4000 Hz.
///
/// Method     local maxima of the power above a tenth of the frame's greatest, moved to the top of
///            the parabola through them and their neighbours (J. O. Smith, Spectral Audio Signal
///            Processing, 2011). librosa: piptrack(S = power spectrogram).
/// Memory     start() allocates only for more frames than ever before, add() never.
class PitchPeaks {
 public:
  /// No two maxima are neighbours.
  static std::size_t most_peaks(std::size_t frame_count) noexcept;

  void start(std::size_t frame_count);
  void add(std::span<const float, kBinCount> magnitudes);

  std::span<const PitchPeak> peaks() const noexcept { return peaks_; }

 private:
  std::vector<PitchPeak> peaks_;
};

}  // namespace airmark::analysis
