#include "analysis/structure/texture_block.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "analysis/structure/texture.h"

namespace airmark::analysis {
namespace {

using MelFrame = std::array<float, kMelBandCount>;

MelFrame even(float decibels) {
  MelFrame frame;
  frame.fill(decibels);
  return frame;
}

std::vector<TextureBlock> blocks_of(const std::vector<MelFrame>& frames) {
  std::vector<TextureBlock> blocks;
  TextureBlocks gather([&](const TextureBlock& block) { blocks.push_back(block); });
  for (const MelFrame& frame : frames) gather.push(frame);
  return blocks;
}

/// A slope over the bands, swinging from frame to frame.
std::vector<MelFrame> swinging(std::size_t frame_count, float offset_db) {
  std::vector<MelFrame> frames(frame_count);
  for (std::size_t t = 0; t < frame_count; ++t)
    for (std::size_t band = 0; band < kMelBandCount; ++band)
      frames[t][band] = offset_db + (t % 2 == 0 ? 10.0f : -10.0f) - 0.2f * static_cast<float>(band);
  return frames;
}

TEST(TextureBlocks, HandsOutABlockOfEightFrames) {
  EXPECT_TRUE(blocks_of(swinging(7, 0.0f)).empty());
  EXPECT_EQ(blocks_of(swinging(8, 0.0f)).size(), 1u);
  EXPECT_EQ(blocks_of(swinging(35, 0.0f)).size(), 4u);
}

TEST(TextureBlocks, MeasuresMfccsAndOnsetsOfAudibleFrames) {
  const auto blocks = blocks_of(std::vector<MelFrame>(16, even(-20.0f)));
  ASSERT_EQ(blocks.size(), 2u);
  const TextureBlock& block = blocks[1];
  EXPECT_EQ(block.audible_count, 8);
  EXPECT_NEAR(block.sums[0], 8 * -20.0 * std::sqrt(128.0), 1e-3);  // orthonormal
  EXPECT_NEAR(block.squares[0], 8 * 400.0 * 128.0, 1e-1);
  for (std::size_t value = 1; value < kTimbreCount; ++value)
    EXPECT_NEAR(block.sums[value], 0.0, 1e-3) << value;
  for (const float amplitude : block.amplitudes) EXPECT_NEAR(amplitude, 0.1f, 1e-6f);
}

TEST(TextureBlocks, CountARiseAsOnsetAndNoFall) {
  std::vector<MelFrame> frames(8, even(-20.0f));
  for (std::size_t band = 0; band < 32; ++band) frames[3][band] = -14.0f;  // the lowest quarter
  const TextureBlock block = blocks_of(frames).front();
  EXPECT_NEAR(block.sums[kMfccCount], 6.0, 1e-4);
  EXPECT_NEAR(block.sums[kMfccCount + 1], 0.0, 1e-4);
}

TEST(TextureBlocks, CountARiseOutOfSilenceFromTheGate) {
  std::vector<MelFrame> frames(8, even(-90.0f));
  frames[5] = even(-20.0f);
  EXPECT_NEAR(blocks_of(frames).front().sums[kMfccCount], 30.0, 1e-4);
}

TEST(TextureBlocks, LeaveOutSilentFrames) {
  std::vector<MelFrame> frames(8, even(-100.0f));
  frames[2] = even(-30.0f);
  const TextureBlock block = blocks_of(frames).front();
  EXPECT_EQ(block.audible_count, 1);
  EXPECT_NEAR(block.sums[0], -30.0 * std::sqrt(128.0), 1e-3);
  EXPECT_NEAR(block.amplitudes[0], std::sqrt(1e-3 / 8.0), 1e-6);  // over all frames
}

TEST(Texture, IsMeanAndLogOfSpread) {
  const Texture texture = *texture_of(blocks_of(swinging(64, 0.0f)));
  // MFCC 0 swings by 10 dB to either side; 36 is added to its variance.
  EXPECT_NEAR(texture[kTimbreCount - 1], 0.5 * std::log(100.0 * 128.0 + 36.0), 1e-6);
  // MFCC 1 stands still.
  EXPECT_NEAR(texture[kTimbreCount], 0.5 * std::log(36.0), 1e-6);
}

TEST(Texture, HoldsNoLevel) {
  const Texture soft = *texture_of(blocks_of(swinging(64, -10.0f)));
  const Texture loud = *texture_of(blocks_of(swinging(64, 20.0f)));
  for (std::size_t value = 0; value < kTextureValueCount; ++value)
    EXPECT_NEAR(soft[value], loud[value], 1e-4) << value;
}

TEST(Texture, NeedsHalfOfTheFramesAudible) {
  std::vector<MelFrame> frames(64, even(-100.0f));
  for (std::size_t t = 0; t < 31; ++t) frames[t] = even(-20.0f);
  EXPECT_FALSE(texture_of(blocks_of(frames)).has_value());
  EXPECT_DOUBLE_EQ(audible_ratio_of(blocks_of(frames)), 31.0 / 64.0);
  frames[31] = even(-20.0f);
  EXPECT_TRUE(texture_of(blocks_of(frames)).has_value());
}

}  // namespace
}  // namespace airmark::analysis
