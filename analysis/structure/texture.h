#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "analysis/structure/texture_block.h"

namespace airmark::analysis {

/// Means of MFCC 1…19 and of the onsets, then the spreads of MFCC 0…19 and of the onsets. The mean
/// of MFCC 0 is left out: it is the level, and a fader is no change of music.
inline constexpr std::size_t kTextureValueCount = 2 * kTimbreCount - 1;

/// How a stretch of some seconds sounds.
using Texture = std::array<double, kTextureValueCount>;

/// With less than this share of audible frames a stretch has no texture.
inline constexpr double kAudibleTextureRatio = 0.5;

/// Share of frames that are not silent, 0..1. Requires blocks.
double audible_ratio_of(std::span<const TextureBlock> blocks) noexcept;

/// Method     mean, and log of the standard deviation, of the timbre of the audible frames.
/// Output     empty where too little is audible.
std::optional<Texture> texture_of(std::span<const TextureBlock> blocks) noexcept;

}  // namespace airmark::analysis
