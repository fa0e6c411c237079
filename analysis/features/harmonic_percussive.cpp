#include "analysis/features/harmonic_percussive.h"

#include <limits>

#include "analysis/features/median_of_31.h"

namespace airmark::analysis {
namespace {

static_assert(kMedianLength == 2 * FrameMagnitudes::kMirroredFrames + 1);
static_assert(kMedianLength == 2 * MagnitudeBlock::kMirroredBins + 1);
static_assert(kMedianStep == MagnitudeBlock::kSpareBins + 1);
static_assert(kBlockFrames % kMedianStep == 0);

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

HarmonicMask::HarmonicMask() {
  for (LaneMatrix& rows : percussive_) rows.reshape(kBlockFrames, kBinCount);
  masks_.reshape(kBlockFrames, kBinCount);
}

void HarmonicMask::add(const MagnitudeBlock& magnitudes, std::size_t block) {
  const std::span<const Lanes<float>> rows = magnitudes.mirrored();
  LaneMatrix& frames = percussive(block);
  for (std::size_t k = 0; k < kBinCount; k += kMedianStep) {
    std::array<Lanes<float>, kMedianStep> medians;
    medians_of_31(rows[k].values.data(), kBlockFrames, kBlockFrames, medians[0].values.data(),
                  kBlockFrames);
    // The last step goes beyond the last bin, into what fills up the rows.
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      for (std::size_t n = 0; n < kMedianStep; ++n) frames.row(lane)[k + n] = medians[n][lane];
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
