#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/kernels/frame_transform.h"
#include "analysis/spectrum/lanes.h"
#include "analysis/spectrum/spectrum_block.h"

namespace airmark::analysis {

/// Samples from the spectra of consecutive frames, each weighted by a mask.
///
/// Method     inverse transform in double, Hann window, overlap-add, divided by the sum of the
///            squared windows that overlap there (Griffin & Lim 1984, eq. 6), as librosa's istft.
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

  /// How many samples are written.
  std::size_t finished() const noexcept { return finished_; }

  /// The next sixteen frames: spectra times mask. Beyond the last frame lanes are silent.
  void add(const SpectrumBlock& spectra, std::span<const Lanes<float>, kBinCount> mask);

 private:
  static constexpr std::size_t kHopsPerFrame = kFrameSize / kHopSize;

  /// Writes the hops that the sixteen frames from `first` on begin with.
  void emit(std::size_t first);
  /// Not all four frames that reach into a hop exist near the window's ends.
  void mend(std::size_t hop, std::span<float> samples) const;

  std::vector<double> window_;  // already divided by the transform's size
  std::vector<double> squared_window_;
  std::vector<double> scale_;  // of each sample of a hop, where all frames are present
  kernels::TransformWork work_;
  std::vector<float> overlap_;
  std::vector<Lanes<float>> hops_;
  std::size_t frame_count_ = 0;
  std::size_t next_frame_ = 0;
  std::size_t finished_ = 0;
  std::span<float> samples_;
};

}  // namespace airmark::analysis
