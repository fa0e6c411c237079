#include "analysis/features/mfcc.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace airmark::analysis {
namespace {

/// One block of frames: every band is turned to double once and added to all coefficients.
AIRMARK_VECTOR_CLONES
void transform_block(const double* weights, const Lanes<float>* decibels, std::size_t stride_blocks,
                     Lanes<double>* sums) {
  for (std::size_t b = 0; b < kMelBandCount; ++b) {
    Lanes<double> exact;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      exact[lane] = static_cast<double>(decibels[b * stride_blocks][lane]);
    for (std::size_t c = 0; c < kMfccCount; ++c) {
      const double weight = weights[c * kMelBandCount + b];
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) sums[c][lane] += weight * exact[lane];
    }
  }
}

}  // namespace

Mfcc::Mfcc() : weights_(kMfccCount * kMelBandCount) {
  constexpr auto kCount = static_cast<double>(kMelBandCount);
  for (std::size_t c = 0; c < kMfccCount; ++c)
    for (std::size_t b = 0; b < kMelBandCount; ++b)
      weights_[c * kMelBandCount + b] =
          std::sqrt((c == 0 ? 1.0 : 2.0) / kCount) *
          std::cos(std::numbers::pi * static_cast<double>(c) *
                   (2.0 * static_cast<double>(b) + 1.0) / (2.0 * kCount));
}

void Mfcc::measure(const LaneMatrix& mel_decibels, LaneMatrix& coefficients) const noexcept {
  assert(mel_decibels.row_count() == kMelBandCount && coefficients.row_count() == kMfccCount);
  assert(mel_decibels.stride() == coefficients.stride());
  const std::size_t stride_blocks = mel_decibels.stride() / kBlockFrames;
  for (std::size_t block = 0; block < stride_blocks; ++block) {
    std::array<Lanes<double>, kMfccCount> sums{};
    transform_block(weights_.data(), mel_decibels.blocks(0).data() + block, stride_blocks,
                    sums.data());
    for (std::size_t c = 0; c < kMfccCount; ++c)
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
        coefficients.blocks(c)[block][lane] = static_cast<float>(sums[c][lane]);
  }
}

}  // namespace airmark::analysis
