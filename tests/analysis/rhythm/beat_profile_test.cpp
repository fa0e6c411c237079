#include "analysis/rhythm/beat_profile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/rhythm/tempo_grid.h"
#include "analysis/summary/window_frames.h"
#include "tests/support/drums.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using testing::Drum;

constexpr double kBpm = 110.0;
constexpr double kBeatS = 60.0 / kBpm;
constexpr int kBeatCount = 28;
constexpr double kFirstBeatS = 0.2;

double beat_s(double beat) { return kFirstBeatS + beat * kBeatS; }

/// The profile of a track whose beats are known.
BeatProfile profile_of(const testing::DrumTrack& track) {
  WindowFrames frames;
  frames.measure(track.samples());
  Accents accents;
  accents.measure(frames.mel_decibels());
  std::vector<std::size_t> beats;
  for (int beat = 0; beat < kBeatCount; ++beat)
    beats.push_back(static_cast<std::size_t>(std::lround(beat_s(beat) * kFramesPerSecond)));
  BeatProfile profile;
  profile.measure(accents, beats);
  return profile;
}

testing::DrumTrack empty_track() { return testing::DrumTrack(beat_s(kBeatCount)); }

TEST(BeatProfile, SwingIsTheRatioOfTheTwoPartsOfABeat) {
  for (const double ratio : {1.0, 1.5, 2.0, 3.0}) {
    testing::DrumTrack track = empty_track();
    for (int beat = 0; beat < kBeatCount; ++beat) {
      track.play(Drum::HiHat, beat_s(beat));
      track.play(Drum::HiHat, beat_s(beat + ratio / (1.0 + ratio)));
    }
    const auto measured = profile_of(track).swing_ratio();
    ASSERT_TRUE(measured) << ratio;
    EXPECT_NEAR(*measured, ratio, 0.07 * ratio);
  }
}

TEST(BeatProfile, SwingIsTheSameForASofterOffbeat) {
  for (const double ratio : {1.0, 2.0}) {
    testing::DrumTrack track = empty_track();
    for (int beat = 0; beat < kBeatCount; ++beat) {
      track.play(beat % 2 == 0 ? Drum::Kick : Drum::Snare, beat_s(beat));
      track.play(Drum::HiHat, beat_s(beat));
      track.play(Drum::HiHat, beat_s(beat + ratio / (1.0 + ratio)), 0.25);
    }
    const auto measured = profile_of(track).swing_ratio();
    ASSERT_TRUE(measured) << ratio;
    EXPECT_NEAR(*measured, ratio, 0.15 * ratio);
  }
}

TEST(BeatProfile, ABeatThatNothingDividesDoesNotSwing) {
  testing::DrumTrack track = empty_track();
  for (int beat = 0; beat < kBeatCount; ++beat) track.play(Drum::Snare, beat_s(beat));
  EXPECT_FALSE(profile_of(track).swing_ratio());
}

TEST(BeatProfile, ABeatInFourEqualPartsDoesNotSwing) {
  testing::DrumTrack track = empty_track();
  for (int beat = 0; beat < kBeatCount; ++beat)
    for (const double part : {0.0, 0.25, 0.5, 0.75})
      track.play(Drum::HiHat, beat_s(beat + part), part == 0.5 ? 0.4 : 0.5);
  EXPECT_LT(profile_of(track).swing_ratio().value_or(1.0), 1.1);
}

TEST(BeatProfile, ChordsBetweenTheBassDrumsAreOffbeats) {
  testing::DrumTrack skank = empty_track();
  testing::DrumTrack downbeats = empty_track();
  for (int beat = 0; beat < kBeatCount; ++beat) {
    skank.play(Drum::Kick, beat_s(beat));
    skank.play(Drum::Chord, beat_s(beat + 0.5));
    downbeats.play(Drum::Kick, beat_s(beat));
    downbeats.play(Drum::Chord, beat_s(beat));
  }
  EXPECT_GT(profile_of(skank).offbeat_emphasis().value(), 0.7);
  EXPECT_LT(profile_of(downbeats).offbeat_emphasis().value(), 0.1);
}

TEST(BeatProfile, EvenEighthNotesAreHalfOffbeat) {
  testing::DrumTrack track = empty_track();
  for (int eighth = 0; eighth < 2 * kBeatCount; ++eighth)
    track.play(Drum::HiHat, beat_s(0.5 * eighth));
  EXPECT_NEAR(profile_of(track).offbeat_emphasis().value(), 0.5, 0.05);
}

TEST(BeatProfile, TheBassTellsWhereTheBeatIs) {
  testing::DrumTrack track = empty_track();
  // The bass drum is half a beat after what was taken for the beats; there the chords are.
  for (int beat = 0; beat < kBeatCount; ++beat) {
    track.play(Drum::Chord, beat_s(beat));
    track.play(Drum::Kick, beat_s(beat + 0.5));
  }
  EXPECT_GT(profile_of(track).offbeat_emphasis().value(), 0.7);
}

double backbeat_of(double snare_on_1_and_3, double snare_on_2_and_4, bool kick_on_all) {
  testing::DrumTrack track = empty_track();
  for (int beat = 0; beat < kBeatCount; ++beat) {
    if (kick_on_all || beat % 2 == 0) track.play(Drum::Kick, beat_s(beat), 0.6);
    track.play(Drum::Snare, beat_s(beat), beat % 2 == 0 ? snare_on_1_and_3 : snare_on_2_and_4);
  }
  return profile_of(track).backbeat_emphasis().value();
}

TEST(BeatProfile, AccentsOnTwoAndFourAreABackbeat) {
  EXPECT_GT(backbeat_of(0.05, 0.5, false), 0.65);
  EXPECT_GT(backbeat_of(0.05, 0.5, true), 0.65);
  EXPECT_GT(backbeat_of(0.01, 0.5, true), backbeat_of(0.1, 0.5, true));
}

TEST(BeatProfile, BeatsThatAreAllAlikeHaveNoBackbeat) {
  EXPECT_NEAR(backbeat_of(0.4, 0.4, true), 0.5, 0.04);
}

TEST(BeatProfile, AccentsTogetherWithTheBassAreNoBackbeat) {
  EXPECT_LT(backbeat_of(0.5, 0.1, false), 0.45);
}

TEST(BeatProfile, WithoutBeatsThereIsNothingToTell) {
  WindowFrames frames;
  frames.measure(testing::silence(3.0, 22050.0));
  Accents accents;
  accents.measure(frames.mel_decibels());
  BeatProfile profile;
  profile.measure(accents, {});
  EXPECT_FALSE(profile.swing_ratio());
  EXPECT_FALSE(profile.offbeat_emphasis());
  EXPECT_FALSE(profile.backbeat_emphasis());
}

}  // namespace
}  // namespace airmark::analysis
