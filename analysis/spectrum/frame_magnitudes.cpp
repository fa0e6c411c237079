#include "analysis/spectrum/frame_magnitudes.h"

#include <algorithm>

#include "analysis/framing/mirror.h"
#include "analysis/kernels/transpose.h"

namespace airmark::analysis {

void FrameMagnitudes::reshape(std::size_t frame_count) {
  frame_count_ = frame_count;
  // Whole blocks, because a block's unused lanes are looked at (and ignored) too.
  rows_.reshape(block_count_of(frame_count) * kBlockFrames + 2 * kMirroredFrames, kBinCount);
}

void FrameMagnitudes::store(std::span<const Lanes<float>, kBinCount> bins,
                            std::size_t block) noexcept {
  const std::size_t first = block * kBlockFrames;
  kernels::transpose({bins[0].values.data(), kBlockFrames}, kBinCount,
                     std::min(kBlockFrames, frame_count_ - first), {frame(first).data(), stride()});
}

void FrameMagnitudes::mirror_start() noexcept {
  for (std::size_t n = 1; n <= kMirroredFrames; ++n) mirror(-static_cast<std::ptrdiff_t>(n));
}

void FrameMagnitudes::mirror_end() noexcept {
  for (std::size_t n = 0; n < kMirroredFrames; ++n)
    mirror(static_cast<std::ptrdiff_t>(frame_count_ + n));
}

void FrameMagnitudes::mirror(std::ptrdiff_t frame) noexcept {
  const auto source = this->frame(mirrored_with_edge(frame, frame_count_));
  const auto row = static_cast<std::size_t>(frame + static_cast<std::ptrdiff_t>(kMirroredFrames));
  std::copy(source.begin(), source.end(), rows_.row(row));
}

}  // namespace airmark::analysis
