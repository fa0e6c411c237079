#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/structure/novelty.h"
#include "analysis/structure/texture_block.h"

namespace airmark::analysis {

/// Finds where inside a change the music behind it outweighs the music before it: the cut, or the
/// middle of the cross-fade.
///
/// Method     each block between the two is explained as a sum of blocks from before and from
///            behind: non-negative weights by the multiplicative updates for the
///            Kullback-Leibler divergence (Lee & Seung 2001) with those blocks as fixed atoms
///            (Smaragdis et al. 2007). The place is the best split of the shares of the weights.
///            A side that is silent for the most part has the silent blocks, the other one the
///            rest; between two that are not, silent blocks belong to neither.
/// Memory     allocated in the constructor.
class FadeMiddle {
 public:
  /// Farthest from the middle of what is given that the place may lie: 2 s.
  static constexpr std::size_t kReachBlocks = kNoveltyGapBlocks;

  FadeMiddle();

  /// Requires 2 kNoveltyReachBlocks blocks. The answer is a border between blocks: as many lie
  /// before it.
  std::size_t locate(std::span<const TextureBlock> blocks);

 private:
  static constexpr std::size_t kAtomCount = 2 * kNoveltySideBlocks;
  using Bands = std::array<double, kFadeBandCount>;

  void take_atoms(std::span<const TextureBlock> before, std::span<const TextureBlock> behind);
  double share_behind(const TextureBlock& block);

  Bands scale_{};             // makes bands equally loud over both sides
  std::vector<Bands> atoms_;  // before, then behind
  std::vector<double> atom_sums_;
  std::vector<double> weights_;  // of the atoms in one block
};

}  // namespace airmark::analysis
