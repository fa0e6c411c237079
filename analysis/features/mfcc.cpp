#include "analysis/features/mfcc.h"

#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/kernels/bands.h"

namespace airmark::analysis {

static_assert(kMelBandCount == kernels::kCosineBands && kMfccCount == kernels::kCosineCoefficients);

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
    std::array<Lanes<float>, kMfccCount> results;
    kernels::transform_bands(weights_.data(), mel_decibels.blocks(0).data() + block, stride_blocks,
                             results.data());
    for (std::size_t c = 0; c < kMfccCount; ++c) coefficients.blocks(c)[block] = results[c];
  }
}

}  // namespace airmark::analysis
