#include "analysis/spectrum/magnitude_block.h"

#include <algorithm>

#include "analysis/framing/mirror.h"
#include "analysis/kernels/transpose.h"

namespace airmark::analysis {

MagnitudeBlock::MagnitudeBlock()
    : rows_(kMirroredBins + kBinCount + kMirroredBins + kSpareBins), powers_(kBinCount) {}

void MagnitudeBlock::load(const FrameMagnitudes& magnitudes, std::size_t block) {
  const std::size_t first = block * kBlockFrames;
  const std::size_t valid = std::min(kBlockFrames, magnitudes.frame_count() - first);
  const std::span<Lanes<float>, kBinCount> bins = this->bins();
  if (valid < kBlockFrames) std::fill(bins.begin(), bins.end(), Lanes<float>{});
  kernels::transpose({magnitudes.frame(first).data(), magnitudes.stride()}, valid, kBinCount,
                     {bins[0].values.data(), kBlockFrames});
  for (std::size_t k = 0; k < kBinCount; ++k)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      powers_[k][lane] = bins[k][lane] * bins[k][lane];
  mirror_edges();
}

void MagnitudeBlock::mirror_edges() noexcept {
  const std::span<Lanes<float>, kBinCount> bins = this->bins();
  for (std::size_t n = 0; n < kMirroredBins; ++n) {
    const auto below = -1 - static_cast<std::ptrdiff_t>(n);
    const auto above = static_cast<std::ptrdiff_t>(kBinCount + n);
    rows_[kMirroredBins - 1 - n] = bins[mirrored_with_edge(below, kBinCount)];
    rows_[kMirroredBins + kBinCount + n] = bins[mirrored_with_edge(above, kBinCount)];
  }
}

}  // namespace airmark::analysis
