#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/spectrum/magnitude_block.h"

namespace airmark::analysis {

/// What share of each bin of each frame is harmonic: lasts in time rather than spreading over
/// frequency. The rest is percussive.
///
/// Method     median of 31 frames at the bin against median of 31 bins in the frame, both mirrored
///            at the edges; soft mask h^2 / (h^2 + p^2), one half where both are 0 (Fitzgerald
///            2010; Driedger et al. 2014). librosa: decompose.hpss, kernel 31, power 2, margin 1.
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class HarmonicMask {
 public:
  HarmonicMask();

  /// Remembers a block's medians over frequency. Blocks come in order, from 0 on for each window.
  void add(const MagnitudeBlock& magnitudes, std::size_t block);

  /// The masks of a block: requires that it was the last one added or the one before, and that the
  /// 15 frames around it are in `magnitudes` (mirrored ones at the window's ends).
  void measure(const FrameMagnitudes& magnitudes, std::size_t block);

  /// The mask of a frame of the block measured last, 0..15.
  std::span<const float, kBinCount> mask(std::size_t lane) const noexcept {
    return std::span<const float, kBinCount>(masks_.row(lane), kBinCount);
  }

 private:
  LaneMatrix& percussive(std::size_t block) noexcept { return percussive_[block % 2]; }

  std::array<LaneMatrix, 2> percussive_;  // medians over frequency, of the last two blocks
  LaneMatrix masks_;                      // medians over time, then masks: one row per frame
};

}  // namespace airmark::analysis
