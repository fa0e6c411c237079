#include "analysis/structure/texture.h"

#include <algorithm>
#include <cmath>

namespace airmark::analysis {
namespace {

/// Added to the variances: below 6 (MFCC) and 1 dB (onsets) it matters little how small a spread
/// is, or a held tone and a swelling one would be worlds apart. Chosen on the training clips.
constexpr double kMfccVarianceFloor = 36.0;
constexpr double kOnsetVarianceFloor = 1.0;

}  // namespace

double audible_ratio_of(std::span<const TextureBlock> blocks) noexcept {
  int audible = 0;
  for (const TextureBlock& block : blocks) audible += block.audible_count;
  return audible / static_cast<double>(blocks.size() * kTextureBlockFrames);
}

std::optional<Texture> texture_of(std::span<const TextureBlock> blocks) noexcept {
  if (audible_ratio_of(blocks) < kAudibleTextureRatio) return std::nullopt;
  int audible = 0;
  std::array<double, kTimbreCount> sums{};
  std::array<double, kTimbreCount> squares{};
  for (const TextureBlock& block : blocks) {
    audible += block.audible_count;
    for (std::size_t value = 0; value < kTimbreCount; ++value) {
      sums[value] += block.sums[value];
      squares[value] += block.squares[value];
    }
  }
  Texture texture;
  auto mean_place = texture.begin();
  auto spread_place = texture.begin() + kTimbreCount - 1;
  for (std::size_t value = 0; value < kTimbreCount; ++value) {
    const double mean = sums[value] / audible;
    const double variance = std::max(squares[value] / audible - mean * mean, 0.0);
    const double floor = value < kMfccCount ? kMfccVarianceFloor : kOnsetVarianceFloor;
    if (value > 0) *mean_place++ = mean;
    *spread_place++ = 0.5 * std::log(variance + floor);
  }
  return texture;
}

}  // namespace airmark::analysis
