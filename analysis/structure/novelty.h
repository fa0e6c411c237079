#pragma once

#include <cstddef>
#include <span>

#include "analysis/structure/texture_block.h"

namespace airmark::analysis {

/// What is compared on either side of a place: stretches of kNoveltySideBlocks that leave out
/// kNoveltyGapBlocks next to the place, so that a cross-fade of up to 8 s has one peak in its
/// middle, not two at its ends.
inline constexpr std::size_t kNoveltySideBlocks = texture_blocks_in(8.0);
inline constexpr std::size_t kNoveltyGapBlocks = texture_blocks_in(2.0);
/// Blocks that the novelty looks at on either side.
inline constexpr std::size_t kNoveltyReachBlocks = kNoveltySideBlocks + kNoveltyGapBlocks;

/// How much more the music before and behind a place differ than each differs in itself.
///
/// Method     checkerboard kernel (Foote 2000) with squared distances between TrackPlaces: across
///            the place counts for, between the halves of either side half against. Where one side
///            is silent for longer: kSilenceNovelty times the difference of the audible shares,
///            if that is more.
/// Input      2 kNoveltyReachBlocks blocks; the place is in the middle.
/// Output     in distances of distance_between(), below 0 where either side is less like itself.
double novelty_in_the_middle(std::span<const TextureBlock> blocks) noexcept;

/// Makes a silence of 7 s or more a change of its own, at either end, and no rest within music.
inline constexpr double kSilenceNovelty = 120.0;

}  // namespace airmark::analysis
