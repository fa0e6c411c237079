#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/real_fft.h"

namespace airmark::analysis {

/// The spectrum of one frame of a window at a time.
///
/// Method     Hann window times samples in double, transformed in double, rounded to float once;
///            beyond the window's ends its samples are mirrored (librosa up to 0.8: pad_mode
///            'reflect'). Magnitude = |X| of the rounded bins.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class Stft {
 public:
  Stft();

  /// Requires samples.size() > kFrameSize / 2 and frame < frame_count_of(samples.size()).
  void transform(std::span<const float> samples, std::size_t frame,
                 std::span<std::complex<float>, kBinCount> bins,
                 std::span<float, kBinCount> magnitudes);

 private:
  std::vector<double> window_;
  std::vector<float> frame_;
  RealFft fft_;
};

}  // namespace airmark::analysis
