#include "analysis/structure/fade_middle.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace airmark::analysis {
namespace {

constexpr std::size_t kBlockCount = 2 * kNoveltyReachBlocks;

/// Two kinds of music that share their bands but for the weights; power adds up.
TextureBlock mixture(double share_before, double share_behind, std::size_t n) {
  TextureBlock block;
  block.audible_count = kTextureBlockFrames;
  for (std::size_t band = 0; band < kFadeBandCount; ++band) {
    const double phase = static_cast<double>(band) + 3.0 * static_cast<double>(n % 7);
    const double before = 1.2 + std::sin(0.5 * phase);
    const double behind = 40.0 * (1.2 + std::cos(1.3 * phase)) / (1.0 + static_cast<double>(band));
    block.amplitudes[band] =
        static_cast<float>(std::sqrt(share_before * before + share_behind * behind));
  }
  return block;
}

std::vector<TextureBlock> faded(double middle, double fade_blocks) {
  std::vector<TextureBlock> blocks;
  for (std::size_t n = 0; n < kBlockCount; ++n) {
    const double place = (static_cast<double>(n) + 0.5 - middle) / std::max(fade_blocks, 1e-9);
    const double angle = std::numbers::pi / 2.0 * std::min(std::max(place + 0.5, 0.0), 1.0);
    blocks.push_back(mixture(std::pow(std::cos(angle), 2), std::pow(std::sin(angle), 2), n));
  }
  return blocks;
}

TEST(FadeMiddle, FindsACutToTheBlock) {
  FadeMiddle fade_middle;
  for (const std::size_t cut : {kNoveltyReachBlocks - 8, kNoveltyReachBlocks - 1,
                                kNoveltyReachBlocks, kNoveltyReachBlocks + 9})
    EXPECT_EQ(fade_middle.locate(faded(static_cast<double>(cut), 0.0)), cut);
}

TEST(FadeMiddle, FindsWhereBothAreEquallyMuchWhateverTheirLevels) {
  FadeMiddle fade_middle;
  for (const double fade_blocks : {10.0, 20.0, 40.0})
    EXPECT_NEAR(
        static_cast<double>(fade_middle.locate(faded(kNoveltyReachBlocks - 2.0, fade_blocks))),
        kNoveltyReachBlocks - 2.0, 1.0 + 0.1 * fade_blocks)
        << fade_blocks;
}

TEST(FadeMiddle, FindsWhereSilenceBeginsAndEnds) {
  FadeMiddle fade_middle;
  const std::vector<TextureBlock> music = faded(kBlockCount, 0.0);
  const std::size_t place = kNoveltyReachBlocks - 3;
  std::vector<TextureBlock> ending = music;
  std::fill(ending.begin() + static_cast<std::ptrdiff_t>(place), ending.end(), TextureBlock{});
  EXPECT_EQ(fade_middle.locate(ending), place);
  std::vector<TextureBlock> beginning = music;
  std::fill(beginning.begin(), beginning.begin() + static_cast<std::ptrdiff_t>(place),
            TextureBlock{});
  EXPECT_EQ(fade_middle.locate(beginning), place);
}

TEST(FadeMiddle, GivesTheSameAgain) {
  FadeMiddle fade_middle;
  const std::vector<TextureBlock> blocks = faded(kNoveltyReachBlocks + 4.0, 20.0);
  const std::size_t place = fade_middle.locate(blocks);
  fade_middle.locate(faded(kNoveltyReachBlocks - 8.0, 0.0));
  EXPECT_EQ(fade_middle.locate(blocks), place);
}

}  // namespace
}  // namespace airmark::analysis
