#include "analysis/features/harmonic_percussive.h"

#include "analysis/kernels/median_of_31.h"
#include "analysis/kernels/soft_mask.h"
#include "analysis/kernels/transpose.h"

namespace airmark::analysis {
namespace {

using kernels::kMedianStep;

static_assert(kernels::kMedianLength == 2 * FrameMagnitudes::kMirroredFrames + 1);
static_assert(kernels::kMedianLength == 2 * MagnitudeBlock::kMirroredBins + 1);
static_assert(kMedianStep == MagnitudeBlock::kSpareBins + 1);
static_assert(kBlockFrames % kMedianStep == 0);

/// Bins, rounded up to whole steps.
constexpr std::size_t kRows = (kBinCount + kMedianStep - 1) / kMedianStep * kMedianStep;

}  // namespace

HarmonicMask::HarmonicMask() : percussive_{Block(kRows), Block(kRows)}, mask_(kRows) {
  harmonic_.reshape(kBlockFrames, kBinCount);
}

void HarmonicMask::add(const MagnitudeBlock& magnitudes, std::size_t block) {
  const std::span<const Lanes<float>> rows = magnitudes.mirrored();
  Block& medians = percussive(block);
  for (std::size_t k = 0; k < kRows; k += kMedianStep)
    kernels::medians_of_31(rows[k].values.data(), kBlockFrames, kBlockFrames,
                           medians[k].values.data(), kBlockFrames);
}

void HarmonicMask::measure(const FrameMagnitudes& magnitudes, std::size_t block) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kMedianStep)
    kernels::medians_of_31(magnitudes.before(block * kBlockFrames + lane), magnitudes.stride(),
                           magnitudes.stride(), harmonic_.row(lane), harmonic_.stride());
  kernels::transpose({harmonic_.row(0), harmonic_.stride()}, kBlockFrames, kBinCount,
                     {mask_[0].values.data(), kBlockFrames});
  kernels::soften(mask_[0].values.data(), percussive(block)[0].values.data(),
                  kBinCount * kBlockFrames);
}

}  // namespace airmark::analysis
