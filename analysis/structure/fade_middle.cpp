#include "analysis/structure/fade_middle.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "analysis/structure/texture.h"

namespace airmark::analysis {
namespace {

constexpr int kUpdateCount = 30;
constexpr double kTiny = 1e-12;
constexpr double kUndecided = 0.5;

bool is_silent(const TextureBlock& block) noexcept { return block.audible_count == 0; }

}  // namespace

FadeMiddle::FadeMiddle() : atoms_(kAtomCount), atom_sums_(kAtomCount), weights_(kAtomCount) {}

std::size_t FadeMiddle::locate(std::span<const TextureBlock> blocks) {
  assert(blocks.size() == 2 * kNoveltyReachBlocks);
  const auto before = blocks.first(kNoveltySideBlocks);
  const auto behind = blocks.last(kNoveltySideBlocks);
  const bool silent_before = audible_ratio_of(before) < kAudibleTextureRatio;
  const bool silent_behind = audible_ratio_of(behind) < kAudibleTextureRatio;
  take_atoms(before, behind);
  constexpr std::size_t kFirst = kNoveltyReachBlocks - kReachBlocks;
  std::size_t place = kFirst;
  double balance = 0.0;  // what is gained by a split behind the blocks so far
  double best = 0.0;
  for (std::size_t b = kFirst; b < kNoveltyReachBlocks + kReachBlocks; ++b) {
    double share = kUndecided;
    if (silent_before != silent_behind)
      share = is_silent(blocks[b]) == silent_behind ? 1.0 : 0.0;
    else if (!is_silent(blocks[b]))
      share = share_behind(blocks[b]);
    balance += kUndecided - share;
    if (balance > best) {
      best = balance;
      place = b + 1;
    }
  }
  return place;
}

void FadeMiddle::take_atoms(std::span<const TextureBlock> before,
                            std::span<const TextureBlock> behind) {
  Bands mean{};
  const auto take = [&](std::span<const TextureBlock> side, std::size_t first) {
    for (std::size_t n = 0; n < side.size(); ++n)
      for (std::size_t band = 0; band < kFadeBandCount; ++band) {
        // A silent atom stays without weight: with one, it would explain anything.
        const double amplitude =
            is_silent(side[n]) ? 0.0 : static_cast<double>(side[n].amplitudes[band]);
        atoms_[first + n][band] = amplitude;
        mean[band] += amplitude / kAtomCount;
      }
  };
  take(before, 0);
  take(behind, before.size());
  for (std::size_t band = 0; band < kFadeBandCount; ++band)
    scale_[band] = 1.0 / (mean[band] + kTiny);
  for (std::size_t atom = 0; atom < kAtomCount; ++atom) {
    atom_sums_[atom] = 0.0;
    for (std::size_t band = 0; band < kFadeBandCount; ++band) {
      atoms_[atom][band] *= scale_[band];
      atom_sums_[atom] += atoms_[atom][band];
    }
  }
}

double FadeMiddle::share_behind(const TextureBlock& block) {
  Bands wanted;
  for (std::size_t band = 0; band < kFadeBandCount; ++band)
    wanted[band] = static_cast<double>(block.amplitudes[band]) * scale_[band];
  for (std::size_t atom = 0; atom < kAtomCount; ++atom)
    weights_[atom] = atom_sums_[atom] > 0.0 ? 2.0 / kAtomCount : 0.0;
  for (int update = 0; update < kUpdateCount; ++update) {
    Bands ratio{};  // what is wanted over what the atoms give
    for (std::size_t atom = 0; atom < kAtomCount; ++atom)
      for (std::size_t band = 0; band < kFadeBandCount; ++band)
        ratio[band] += weights_[atom] * atoms_[atom][band];
    for (std::size_t band = 0; band < kFadeBandCount; ++band)
      ratio[band] = wanted[band] / (ratio[band] + kTiny);
    for (std::size_t atom = 0; atom < kAtomCount; ++atom) {
      if (weights_[atom] == 0.0) continue;
      double gain = 0.0;
      for (std::size_t band = 0; band < kFadeBandCount; ++band)
        gain += atoms_[atom][band] * ratio[band];
      weights_[atom] *= gain / atom_sums_[atom];
    }
  }
  double before = 0.0;
  double behind = 0.0;
  for (std::size_t atom = 0; atom < kNoveltySideBlocks; ++atom) {
    before += weights_[atom];
    behind += weights_[kNoveltySideBlocks + atom];
  }
  return before + behind > 0.0 ? behind / (before + behind) : kUndecided;
}

}  // namespace airmark::analysis
