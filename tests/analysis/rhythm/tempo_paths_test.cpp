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
  EXPECT_GT(paths.paths().front().salience, 0.7);
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

TEST(TempoPaths, FollowATempoThatSways) {
  std::vector<double> frames;
  for (double at = 10.0; at < testing::kStrokeWindowFrames - 5;) {
    frames.push_back(at);
    at += 22.0 + 1.2 * std::sin(at / 140.0);
  }
  TempoPaths paths;
  paths.measure(testing::StrokeTempogram({{frames}}));
  const TempoPath* nearest = nullptr;
  for (const TempoPath& path : paths.paths())
    if (std::abs(path.bpm / (60.0 * kFramesPerSecond / 22.0) - 1.0) < 0.05 && !nearest)
      nearest = &path;
  ASSERT_NE(nearest, nullptr);
  const auto [low, high] = std::minmax_element(nearest->places.begin(), nearest->places.end());
  EXPECT_GE(*high - *low, 4);
}

}  // namespace
}  // namespace airmark::analysis
