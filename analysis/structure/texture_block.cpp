#include "analysis/structure/texture_block.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace airmark::analysis {

TextureBlocks::TextureBlocks(OnBlock on_block) : on_block_(std::move(on_block)) { begin(); }

void TextureBlocks::begin() noexcept {
  block_ = {};
  power_ = {};
  frame_count_ = 0;
  before_.fill(std::numeric_limits<float>::infinity());  // nothing rises from there
}

void TextureBlocks::push(std::span<const float, kMelBandCount> decibels) {
  const bool audible = std::ranges::max(decibels) >= kSilentBandDb;
  if (audible) add_timbre(decibels);
  add_power(decibels);
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    before_[band] = audible ? decibels[band] : std::max(decibels[band], kSilentBandDb);
  if (++frame_count_ == kTextureBlockFrames) close();
}

void TextureBlocks::add_timbre(std::span<const float, kMelBandCount> decibels) noexcept {
  const auto add = [this](std::size_t value, double amount) {
    block_.sums[value] += amount;
    block_.squares[value] += amount * amount;
  };
  ++block_.audible_count;
  for (std::size_t c = 0; c < kMfccCount; ++c) {
    double coefficient = 0.0;
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      coefficient += mfcc_.weight(c, band) * static_cast<double>(decibels[band]);
    add(c, coefficient);
  }
  for (std::size_t range = 0; range < kOnsetRangeCount; ++range)
    add(kMfccCount + range, onset(decibels, range));
}

double TextureBlocks::onset(std::span<const float, kMelBandCount> decibels,
                            std::size_t range) const noexcept {
  constexpr std::size_t kBands = kMelBandCount / kOnsetRangeCount;
  double rise = 0.0;
  for (std::size_t band = range * kBands; band < (range + 1) * kBands; ++band)
    rise += static_cast<double>(std::max(0.0f, decibels[band] - before_[band]));
  return rise / kBands;
}

void TextureBlocks::add_power(std::span<const float, kMelBandCount> decibels) noexcept {
  constexpr std::size_t kBands = kMelBandCount / kFadeBandCount;
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    power_[band / kBands] += std::pow(10.0, static_cast<double>(decibels[band]) / 10.0);
}

void TextureBlocks::close() {
  constexpr double kCount = kTextureBlockFrames * (kMelBandCount / kFadeBandCount);
  for (std::size_t band = 0; band < kFadeBandCount; ++band)
    block_.amplitudes[band] = static_cast<float>(std::sqrt(power_[band] / kCount));
  on_block_(block_);
  block_ = {};
  power_ = {};
  frame_count_ = 0;
}

}  // namespace airmark::analysis
