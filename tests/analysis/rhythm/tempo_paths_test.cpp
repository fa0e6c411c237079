#include "analysis/rhythm/tempo_paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/strokes.h"

namespace airmark::analysis {
namespace {

TEST(TempoPaths, TheMostSalientPathIsThatOfThePulse) {
  TempoPaths paths;
  paths.measure(testing::StrokeTempogram({{testing::steady_strokes(21.3)}}));
  const double ratio = paths.paths().front().bpm / (60.0 * kFramesPerSecond / 21.3);
  const double octave = std::exp2(std::round(std::log2(ratio)));
  EXPECT_NEAR(ratio, octave, 0.02 * octave);
}

TEST(TempoPaths, SalienceIsOneWhereOnsetsRepeatExactly) {
  TempoPaths paths;
  paths.measure(testing::StrokeTempogram({{testing::steady_strokes(20.0)}}));
  EXPECT_NEAR(paths.paths().front().salience, 1.0, 0.01);
}

TEST(TempoPaths, AreSortedAndFarEnoughApart) {
  TempoPaths paths;
  paths.measure(testing::StrokeTempogram(
      {{testing::steady_strokes(21.3)}, {testing::steady_strokes(32.0), 56, 116}}));
  const auto all = paths.paths();
  EXPECT_EQ(all.size(), TempoPaths::kMostPaths);
  for (std::size_t a = 1; a < all.size(); ++a) {
    EXPECT_LE(all[a].salience, all[a - 1].salience);
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_GT(std::abs(std::log(all[a].bpm / all[b].bpm)), 0.04);
  }
}

TEST(TempoPaths, FollowATempoThatRises) {
  std::vector<double> frames;
  for (double at = 10.0; at < testing::kStrokeWindowFrames - 5;) {
    frames.push_back(at);
    at += 22.0 * (1.04 - 0.08 * at / testing::kStrokeWindowFrames);
  }
  TempoPaths paths;
  paths.measure(testing::StrokeTempogram({{frames}}));
  const auto all = paths.paths();
  const auto followed = std::find_if(all.begin(), all.end(), [](const TempoPath& path) {
    return std::abs(path.bpm / (60.0 * kFramesPerSecond / 22.0) - 1.0) < 0.02;
  });
  ASSERT_NE(followed, all.end());
  EXPECT_TRUE(std::is_sorted(followed->places.begin(), followed->places.end()));
  // The first and the last stretch of 6 s are centred 14 of the 20 s apart: 5.6 of the 8 %.
  EXPECT_GE(followed->places.back() - followed->places.front(), 4);
}

}  // namespace
}  // namespace airmark::analysis
