#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/change_score.h"
#include "tests/support/clip_file.h"
#include "tests/support/gtzan_clips.h"
#include "tests/support/signals.h"
#include "tests/support/test_data.h"
#include "tests/support/track_mix.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;

TEST(TrackMix, PutsTracksOneAfterTheOtherAtTheSamePower) {
  std::vector<std::vector<float>> tracks;
  for (std::uint32_t seed = 1; seed < 5; ++seed)
    tracks.push_back(testing::white_noise(30.0, kRateHz, 0.25, seed));
  const testing::TrackMix mix = testing::mix_tracks(tracks, {.fade_s = 4.0, .seed = 7});
  ASSERT_EQ(mix.changes.size(), 3u);
  for (std::size_t n = 1; n < mix.changes.size(); ++n) {
    EXPECT_GE(mix.changes[n] - mix.changes[n - 1], static_cast<std::int64_t>(12.0 * kRateHz));
    EXPECT_LE(mix.changes[n] - mix.changes[n - 1], static_cast<std::int64_t>(30.0 * kRateHz));
  }
  double power = 0.0;  // in the middle of a fade
  for (std::int64_t n = mix.changes[1] - 11025; n < mix.changes[1] + 11025; ++n) {
    const auto sample = static_cast<double>(mix.samples[static_cast<std::size_t>(n)]);
    power += sample * sample / 22050.0;
  }
  EXPECT_NEAR(power, 0.25 * 0.25 / 3.0, 0.03 * power);
}

TEST(TrackMix, OfOneSeedIsTheSameAndOfAnotherIsNot) {
  const std::vector<std::vector<float>> tracks(3, testing::music(30.0, kRateHz));
  const auto mix = [&](std::uint32_t seed) {
    return testing::mix_tracks(tracks, {.fade_s = 2.0, .seed = seed});
  };
  EXPECT_EQ(mix(1).samples, mix(1).samples);
  EXPECT_EQ(mix(1).changes, mix(1).changes);
  EXPECT_NE(mix(1).changes, mix(2).changes);
}

TEST(TrackMix, NeighboursDifferInGenre) {
  std::vector<std::string> genres;
  for (const auto* genre : {"jazz", "rock", "blues"}) genres.insert(genres.end(), 6, genre);
  const std::vector<std::size_t> order = testing::shuffle_genres(genres, 3);
  EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), order.size());
  EXPECT_GE(order.size(), 12u);
  for (std::size_t n = 1; n < order.size(); ++n) EXPECT_NE(genres[order[n]], genres[order[n - 1]]);
}

TEST(ChangeScore, PairsEachPlaceOnceTheNearestFirst) {
  const std::vector<std::int64_t> true_frames{220500, 441000, 882000};
  const std::vector<std::int64_t> found_frames{200000, 222000, 441000 + 3 * 22050, 700000};
  const testing::ChangeScore score = testing::score_changes(true_frames, found_frames);
  EXPECT_EQ(score.hit_count, 2u);
  EXPECT_DOUBLE_EQ(score.precision(), 0.5);
  EXPECT_DOUBLE_EQ(score.recall(), 2.0 / 3.0);
  EXPECT_NEAR(score.f_measure(), 4.0 / 7.0, 1e-12);
}

/// A third of the clips of "valid", each in one mix of each kind. All of them, by length of fade:
/// bench/change_accuracy.
class GtzanChanges : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto folder = testing::test_data_folder();
    if (!folder) GTEST_SKIP() << "AIRMARK_DATA is not set";
    const auto clips = testing::whole_gtzan_clips(*folder, "valid");
    for (std::size_t n = 0; n < clips.size(); n += 3) {
      genres_.push_back(clips[n].genre);
      tracks_.push_back(testing::read_clip(clips[n].path));
    }
  }

  testing::ChangeScore score(double fade_s) const {
    testing::ChangeScore score;
    const auto seed = static_cast<std::uint32_t>(fade_s);
    const std::vector<std::size_t> order = testing::shuffle_genres(genres_, seed);
    for (std::size_t first = 0; first + 8 <= order.size(); first += 8) {
      std::vector<std::vector<float>> tracks;
      for (std::size_t n = first; n < first + 8; ++n) tracks.push_back(tracks_[order[n]]);
      const testing::TrackMix mix = testing::mix_tracks(
          tracks, {.fade_s = fade_s, .seed = seed + static_cast<std::uint32_t>(first)});
      score +=
          testing::score_changes(mix.changes, testing::frames_of(testing::changes_in(mix.samples)));
    }
    return score;
  }

  std::vector<std::string> genres_;
  std::vector<std::vector<float>> tracks_;
};

TEST_F(GtzanChanges, AreFoundInMixesAndNotInUnmixedClips) {
  testing::ChangeScore all;
  for (const double fade_s : {0.0, 2.0, 4.0, 8.0}) {
    const testing::ChangeScore of_fade = score(fade_s);
    EXPECT_GE(of_fade.f_measure(), fade_s < 8.0 ? 0.80 : 0.70) << fade_s << " s";
    all += of_fade;
  }
  EXPECT_GE(all.f_measure(), 0.80);
  EXPECT_GE(all.true_count, 120u);

  const auto whole = std::ranges::count_if(
      tracks_, [](const auto& track) { return testing::changes_in(track).empty(); });
  EXPECT_GE(static_cast<double>(whole) / static_cast<double>(tracks_.size()), 0.9);
}

}  // namespace
}  // namespace airmark::analysis
