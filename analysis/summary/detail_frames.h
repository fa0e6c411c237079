#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/features/spectral_contrast.h"
#include "analysis/spectrum/lane_matrix.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/summary/window_frames.h"

namespace airmark::analysis {

/// What the larger tables need of each frame and gtzan58 does not, measured from the spectra that a
/// WindowFrames holds.
///
/// Memory     about 0.1 kB per frame of the longest window seen; windows up to that length allocate
///            nothing more.
/// Threads    none inside; one instance belongs to one thread.
class DetailFrames {
 public:
  void measure(const WindowFrames& frames);

  // One value per frame, or one row per band and one column per frame; of the window measured last.
  std::span<const double> flux() const noexcept { return flux_; }  ///< From the second frame on.
  std::span<const double> skewness() const noexcept { return skewness_; }
  std::span<const double> kurtosis() const noexcept { return kurtosis_; }
  std::span<const double> crest() const noexcept { return crest_; }
  const LaneMatrix& contrast() const noexcept { return contrast_.contrast(); }
  const LaneMatrix& tonnetz() const noexcept { return tonnetz_; }
  std::span<const float> mean_onset_strength() const noexcept { return onsets_; }

 private:
  void reshape(std::size_t frame_count);
  void measure_shape(const WindowFrames& frames, std::size_t block);

  MagnitudeBlock block_;
  std::vector<double> flux_;
  std::vector<double> skewness_;
  std::vector<double> kurtosis_;
  std::vector<double> crest_;
  SpectralContrast contrast_;
  LaneMatrix tonnetz_;
  std::vector<float> onsets_;
};

}  // namespace airmark::analysis
