#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

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

  /// The mask of the block measured last, one lane per frame.
  std::span<const Lanes<float>, kBinCount> mask() const noexcept {
    return std::span<const Lanes<float>, kBinCount>(mask_.data(), kBinCount);
  }

 private:
  using Block = std::vector<Lanes<float>>;  // one row per bin, and what the last step goes beyond

  Block& percussive(std::size_t block) noexcept { return percussive_[block % 2]; }

  std::array<Block, 2> percussive_;  // medians over frequency, of the last two blocks
  LaneMatrix harmonic_;              // medians over time: one row per frame
  Block mask_;
};

}  // namespace airmark::analysis
