#include "analysis/rhythm/beat_tracker.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/strokes.h"

namespace airmark::analysis {
namespace {

TEST(BeatTracker, BeatsFallOnTheOnsetsOfTheirTempo) {
  const OnsetBands onsets = testing::onsets_of(
      {{testing::steady_strokes(21.3)}, {testing::steady_strokes(21.3, 20.65), 56, 116}});
  const auto place = testing::place_of(21.3);
  const std::vector<std::uint8_t> places(14, place);
  BeatTracker tracker;
  tracker.listen(onsets);
  tracker.track({grid_bpm(place), 0.0, places});
  const auto beats = tracker.beats();
  ASSERT_GE(beats.size(), 38u);
  for (const std::size_t beat : beats) {
    const double periods = (static_cast<double>(beat) - 10.0) / 21.3;
    EXPECT_NEAR(periods, std::round(periods), 0.08) << "frame " << beat;
  }
}

TEST(BeatTracker, KeepsTimeThroughAPause) {
  std::vector<double> frames = testing::steady_strokes(20.0);
  std::erase_if(frames, [](double at) { return at > 300.0 && at < 420.0; });
  const std::vector<std::uint8_t> places(14, testing::place_of(20.0));
  BeatTracker tracker;
  tracker.listen(testing::onsets_of({{frames}}));
  tracker.track({129.2, 0.0, places});
  const auto beats = tracker.beats();
  for (std::size_t n = 1; n < beats.size(); ++n)
    EXPECT_NEAR(static_cast<double>(beats[n] - beats[n - 1]), 20.0, 2.0) << "beat " << n;
}

}  // namespace
}  // namespace airmark::analysis
