#include "analysis/spectrum/magnitude_block.h"

#include <algorithm>

#include "analysis/framing/mirror.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kStretchBins = 64;

}  // namespace

MagnitudeBlock::MagnitudeBlock()
    : rows_(kMirroredBins + kBinCount + kMirroredBins + kSpareBins), powers_(kBinCount) {}

void MagnitudeBlock::load(const FrameMagnitudes& magnitudes, std::size_t block) {
  const std::size_t first = block * kBlockFrames;
  const std::size_t valid = std::min(kBlockFrames, magnitudes.frame_count() - first);
  Lanes<float>* const bins = rows_.data() + kMirroredBins;
  if (valid < kBlockFrames) std::fill_n(bins, kBinCount, Lanes<float>{});
  // A stretch of bins at a time, so that what is written in sixteen goes stays in the cache.
  for (std::size_t start = 0; start < kBinCount; start += kStretchBins) {
    const std::size_t end = std::min(start + kStretchBins, kBinCount);
    for (std::size_t lane = 0; lane < valid; ++lane) {
      const auto frame = magnitudes.frame(first + lane);
      for (std::size_t k = start; k < end; ++k) bins[k][lane] = frame[k];
    }
  }
  for (std::size_t k = 0; k < kBinCount; ++k)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      powers_[k][lane] = bins[k][lane] * bins[k][lane];
  for (std::size_t n = 0; n < kMirroredBins; ++n) {
    rows_[kMirroredBins - 1 - n] =
        bins[mirrored_with_edge(-1 - static_cast<std::ptrdiff_t>(n), kBinCount)];
    bins[kBinCount + n] =
        bins[mirrored_with_edge(static_cast<std::ptrdiff_t>(kBinCount + n), kBinCount)];
  }
}

}  // namespace airmark::analysis
