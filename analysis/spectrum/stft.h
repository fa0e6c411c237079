#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/kernels/frame_transform.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/spectrum/spectrum_block.h"

namespace airmark::analysis {

/// The spectra of sixteen frames of a window at a time.
///
/// Method     Hann window times samples in double, transformed in double, rounded to float once;
///            beyond the window's ends its samples are mirrored (librosa up to 0.8: pad_mode
///            'reflect'). Magnitude = |X| of the rounded bins.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class Stft {
 public:
  Stft();

  /// Frames first_frame and following; lanes beyond the window's last frame are silent.
  /// Requires samples.size() > kFrameSize / 2 and first_frame < frame_count_of(samples.size()).
  void transform(std::span<const float> samples, std::size_t first_frame, SpectrumBlock& spectra,
                 MagnitudeBlock& magnitudes);

 private:
  const float* hops_of(std::span<const float> samples, std::size_t first_frame);

  std::vector<double> window_;  // halved
  std::vector<float> hops_;     // where they reach beyond the window's ends
  std::vector<float> turned_;   // one row per sample of a hop, one column per hop
  kernels::TransformWork work_;
};

}  // namespace airmark::analysis
