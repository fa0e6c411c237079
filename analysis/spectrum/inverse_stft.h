#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/real_fft.h"

namespace airmark::analysis {

/// Samples from the spectra of consecutive frames, each weighted by a mask.
///
/// Method     inverse transform, Hann window, overlap-add, divided by the sum of the squared
///            windows that overlap there (Griffin & Lim 1984, eq. 6), as librosa's istft.
/// Output     kHopSize * (frame_count - 1) samples: what was added in front and behind to centre
///            the first and last frame is cut off.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class InverseStft {
 public:
  InverseStft();

  /// Requires frame_count >= 3, kHopSize * (frame_count - 1) samples; they stay borrowed until the
  /// last frame was added.
  void start(std::size_t frame_count, std::span<float> samples);

  /// The next frame: bins times mask.
  void add(std::span<const std::complex<float>, kBinCount> bins,
           std::span<const float, kBinCount> mask);

 private:
  static constexpr std::size_t kHopsPerFrame = kFrameSize / kHopSize;
  using Hop = std::array<double, kHopSize>;

  /// Where the sum of a hop of samples is kept while frames still reach into it.
  Hop& sum(std::size_t hop) noexcept { return sums_[hop % kHopsPerFrame]; }

  /// Writes a hop of samples that no further frame reaches into, and makes room for a new one.
  void emit(std::size_t hop);

  std::vector<double> window_;  // already divided by the transform's size
  std::vector<double> squared_window_;
  Hop full_overlap_{};  // sum of the squared windows where all frames are present
  RealFft fft_;
  std::array<Hop, kHopsPerFrame> sums_{};
  std::size_t frame_count_ = 0;
  std::size_t next_frame_ = 0;
  std::span<float> samples_;
};

}  // namespace airmark::analysis
