#include "analysis/structure/novelty.h"

#include <gtest/gtest.h>

#include <vector>

#include "analysis/spectrum/mel_stream.h"
#include "analysis/structure/texture.h"
#include "analysis/structure/track_axes.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kSideS = 12.0;

std::vector<TextureBlock> blocks_of(std::span<const float> samples) {
  std::vector<TextureBlock> blocks;
  TextureBlocks gather([&](const TextureBlock& block) { blocks.push_back(block); });
  MelStream mel([&](std::int64_t, auto decibels) { gather.push(decibels); });
  mel.push(samples);
  mel.flush();
  return blocks;
}

double novelty_of(const std::vector<TextureBlock>& before,
                  const std::vector<TextureBlock>& behind) {
  std::vector<TextureBlock> blocks(before.end() - kNoveltyReachBlocks, before.end());
  blocks.insert(blocks.end(), behind.end() - kNoveltyReachBlocks, behind.end());
  return novelty_in_the_middle(blocks);
}

class Novelty : public ::testing::Test {
 protected:
  std::vector<TextureBlock> chords_ = blocks_of(testing::music(kSideS, kAnalysisRateHz));
  std::vector<TextureBlock> noise_ = blocks_of(testing::white_noise(kSideS, kAnalysisRateHz));
  std::vector<TextureBlock> silence_ = blocks_of(testing::silence(kSideS, kAnalysisRateHz));
};

TEST_F(Novelty, IsLowWithinOneKindOfMusic) {
  EXPECT_LT(novelty_of(noise_, noise_), 1.0);
  EXPECT_LT(novelty_of(chords_, chords_), 1.0);
}

TEST_F(Novelty, IsHighBetweenTwoEitherWay) {
  EXPECT_GT(novelty_of(chords_, noise_), 200.0);
  EXPECT_GT(novelty_of(noise_, chords_), 200.0);
}

TEST_F(Novelty, OfSilenceIsTheShareThatIsSilent) {
  EXPECT_DOUBLE_EQ(novelty_of(chords_, silence_), kSilenceNovelty);
  EXPECT_DOUBLE_EQ(novelty_of(silence_, chords_), kSilenceNovelty);
  EXPECT_DOUBLE_EQ(novelty_of(silence_, silence_), 0.0);
}

TEST_F(Novelty, LeavesOutWhatIsNextToThePlace) {
  std::vector<TextureBlock> blocks(chords_.end() - kNoveltyReachBlocks, chords_.end());
  blocks.insert(blocks.end(), noise_.end() - kNoveltyReachBlocks, noise_.end());
  const double novelty = novelty_in_the_middle(blocks);
  for (std::size_t n = kNoveltySideBlocks; n < blocks.size() - kNoveltySideBlocks; ++n)
    blocks[n] = silence_.front();
  EXPECT_DOUBLE_EQ(novelty_in_the_middle(blocks), novelty);
}

TEST(TrackAxes, DistanceIsOfAMetric) {
  const Texture texture = *texture_of(blocks_of(testing::music(4.0, kAnalysisRateHz)));
  Texture other = texture;
  other[3] += 5.0;
  const TrackPlace place = place_of(texture);
  EXPECT_DOUBLE_EQ(distance_between(place, place), 0.0);
  EXPECT_GT(distance_between(place, place_of(other)), 0.0);
  EXPECT_DOUBLE_EQ(distance_between(place, place_of(other)),
                   distance_between(place_of(other), place));
}

}  // namespace
}  // namespace airmark::analysis
