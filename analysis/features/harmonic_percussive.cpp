#include "analysis/features/harmonic_percussive.h"

#include <limits>

#include "analysis/features/median_of_31.h"

namespace airmark::analysis {
namespace {

static_assert(kMedianLength == 2 * FrameMagnitudes::kMirroredFrames + 1);
static_assert(kMedianLength == 2 * MagnitudeBlock::kMirroredBins + 1);
static_assert(kMedianStep == MagnitudeBlock::kSpareBins + 1);
static_assert(kBlockFrames % kMedianStep == 0);

/// Bins rounded up to whole steps.
constexpr std::size_t kTurnedRows = (kBinCount + kMedianStep - 1) / kMedianStep * kMedianStep;

AIRMARK_VECTOR_CLONES
void soften(float* __restrict harmonic, const float* __restrict percussive) {
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const float greater = harmonic[k] < percussive[k] ? percussive[k] : harmonic[k];
    const bool empty = greater < std::numeric_limits<float>::min();
    const float scale = empty ? 1.0f : greater;  // first to the greater one, lest squares vanish
    const float h = harmonic[k] / scale;
    const float p = percussive[k] / scale;
    const float sum = h * h + p * p;
    const float share = h * h / (empty ? 1.0f : sum);
    harmonic[k] = empty ? 0.5f : share;
  }
}

}  // namespace

HarmonicMask::HarmonicMask() : turned_(kTurnedRows) {
  for (LaneMatrix& rows : percussive_) rows.reshape(kBlockFrames, kBinCount);
  masks_.reshape(kBlockFrames, kBinCount);
}

void HarmonicMask::add(const MagnitudeBlock& magnitudes, std::size_t block) {
  const std::span<const Lanes<float>> rows = magnitudes.mirrored();
  for (std::size_t k = 0; k < kTurnedRows; k += kMedianStep)
    medians_of_31(rows[k].values.data(), kBlockFrames, kBlockFrames, turned_[k].values.data(),
                  kBlockFrames);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    float* const frame = percussive(block).row(lane);
    for (std::size_t k = 0; k < kBinCount; ++k) frame[k] = turned_[k][lane];
  }
}

void HarmonicMask::measure(const FrameMagnitudes& magnitudes, std::size_t block) {
  for (std::size_t lane = 0; lane < kBlockFrames; lane += kMedianStep)
    medians_of_31(magnitudes.before(block * kBlockFrames + lane), magnitudes.stride(),
                  magnitudes.stride(), masks_.row(lane), masks_.stride());
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    soften(masks_.row(lane), percussive(block).row(lane));
}

}  // namespace airmark::analysis
