#include "analysis/structure/novelty.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

#include "analysis/structure/texture.h"
#include "analysis/structure/track_axes.h"

namespace airmark::analysis {
namespace {

std::optional<double> distance_of(std::span<const TextureBlock> one,
                                  std::span<const TextureBlock> other) noexcept {
  const std::optional<Texture> first = texture_of(one);
  const std::optional<Texture> second = texture_of(other);
  if (!first || !second) return std::nullopt;
  return distance_between(place_of(*first), place_of(*second));
}

/// How much a side differs in itself; nothing where a half of it is silent.
double spread_of(std::span<const TextureBlock> side) noexcept {
  const std::size_t half = side.size() / 2;
  return distance_of(side.first(half), side.last(half)).value_or(0.0);
}

}  // namespace

double novelty_in_the_middle(std::span<const TextureBlock> blocks) noexcept {
  assert(blocks.size() == 2 * kNoveltyReachBlocks);
  const auto before = blocks.first(kNoveltySideBlocks);
  const auto behind = blocks.last(kNoveltySideBlocks);
  const double silence =
      kSilenceNovelty * std::abs(audible_ratio_of(before) - audible_ratio_of(behind));
  const std::optional<double> distance = distance_of(before, behind);
  if (!distance) return silence;
  return std::max(silence, *distance - 0.5 * (spread_of(before) + spread_of(behind)));
}

}  // namespace airmark::analysis
