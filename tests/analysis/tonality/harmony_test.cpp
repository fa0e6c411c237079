#include "analysis/tonality/harmony.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "analysis/summary/window_frames.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/chord_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using testing::major_triad;
using testing::minor_triad;
using testing::Notes;
using testing::played;
using testing::repeated;

Harmony harmony_of(std::span<const float> samples) {
  static WindowFrames frames;
  static HarmonyMeter meter;
  frames.measure(samples);
  return meter.measure(samples, frames.harmonic());
}

/// I IV V I, or i iv V i, twice, a second each.
std::vector<float> cadence(const Key& key) {
  const int fourth = (key.tonic + 5) % 12;
  const int fifth = (key.tonic + 7) % 12;
  const bool is_major = key.mode == Mode::Major;
  const Notes tonic = is_major ? major_triad(key.tonic) : minor_triad(key.tonic);
  const Notes subdominant = is_major ? major_triad(fourth) : minor_triad(fourth);
  return played(repeated({tonic, subdominant, major_triad(fifth), tonic}, 2), 1.0);
}

/// C, A minor, F, G: 16 s.
std::vector<float> four_chords(double each_s, double cents = 0.0) {
  return played(repeated({major_triad(0), minor_triad(9), major_triad(5), major_triad(7)},
                         static_cast<int>(4.0 / each_s)),
                each_s, cents);
}

std::vector<float> scaled(std::vector<float> samples, float gain) {
  for (float& sample : samples) sample *= gain;
  return samples;
}

TEST(Harmony, CadenceInEachKeyIsInThatKey) {
  for (const Mode mode : {Mode::Major, Mode::Minor})
    for (int tonic = 0; tonic < 12; ++tonic) {
      const Harmony harmony = harmony_of(cadence({tonic, mode}));
      ASSERT_TRUE(harmony.key) << name_of({tonic, mode});
      EXPECT_EQ(name_of(*harmony.key), name_of({tonic, mode}));
      EXPECT_GT(*harmony.key_clarity, 0.6) << name_of({tonic, mode});
      if (mode == Mode::Major) {
        EXPECT_GT(*harmony.majorness, 0.6);
      } else {
        EXPECT_LT(*harmony.majorness, -0.4);
      }
    }
}

TEST(Harmony, ScalesOverTheirTonicAreInTheirKey) {
  const Notes tonic{36, 48, 60};
  const auto major = repeated(
      {tonic, {48, 62}, {48, 64}, {48, 65}, {36, 48, 67}, {48, 69}, {48, 71}, {48, 72}}, 4);
  const auto minor = repeated(
      {tonic, {48, 62}, {48, 63}, {48, 65}, {36, 48, 67}, {48, 68}, {48, 71}, {48, 72}}, 4);
  EXPECT_EQ(harmony_of(played(major, 0.5)).key, (Key{0, Mode::Major}));
  EXPECT_EQ(harmony_of(played(minor, 0.5)).key, (Key{0, Mode::Minor}));
}

TEST(Harmony, TransposingTurnsTheKeyAndNothingElse) {
  const std::vector<Notes> song =
      repeated({minor_triad(4), major_triad(0), major_triad(7), major_triad(2)}, 4);
  const Harmony original = harmony_of(played(song, 1.0));
  ASSERT_TRUE(original.key);
  for (const int semitones : {-5, -2, 1, 3, 6}) {
    std::vector<Notes> transposed = song;
    for (Notes& notes : transposed)
      for (int& note : notes) note += semitones;
    const Harmony harmony = harmony_of(played(transposed, 1.0));
    EXPECT_EQ(harmony.key, (Key{(original.key->tonic + semitones + 12) % 12, original.key->mode}));
    EXPECT_NEAR(*harmony.key_clarity, *original.key_clarity, 0.15);
    EXPECT_NEAR(*harmony.majorness, *original.majorness, 0.2);
    EXPECT_DOUBLE_EQ(*harmony.harmonic_change_rate, *original.harmonic_change_rate);
    EXPECT_NEAR(*harmony.tuning_cents, *original.tuning_cents, 1.0);
  }
}

TEST(Harmony, ChangesAsOftenAsTheChordsDo) {
  for (const double each_s : {0.5, 1.0, 2.0}) {
    const Harmony harmony = harmony_of(four_chords(each_s));
    const double change_count = 16.0 / each_s - 1.0;
    EXPECT_NEAR(*harmony.harmonic_change_rate * 16.0, change_count, 1.0) << each_s << " s each";
  }
}

TEST(Harmony, TheSameChordAgainIsNoChange) {
  EXPECT_EQ(harmony_of(played(repeated({major_triad(3)}, 12), 1.0)).harmonic_change_rate, 0.0);
}

TEST(Harmony, TuningIsThatOfTheInstrument) {
  for (const double cents : {-40.0, -20.0, 0.0, 20.0, 40.0}) {
    const Harmony harmony = harmony_of(four_chords(1.0, cents));
    // The fifth partial is 14 cents lower than the note it is taken for.
    EXPECT_NEAR(*harmony.tuning_cents, cents, 1.5);
    EXPECT_EQ(harmony.key, (Key{0, Mode::Major})) << cents;
  }
}

TEST(Harmony, GainChangesNothing) {
  const std::vector<float> music = testing::music(8.0, kAnalysisRateHz);
  const Harmony original = harmony_of(music);
  for (const float gain : {1e-30f, 1e-4f, 0.3f, 8.0f, 1e6f}) {
    const Harmony harmony = harmony_of(scaled(music, gain));
    EXPECT_EQ(harmony.key, original.key);
    EXPECT_NEAR(*harmony.key_clarity, *original.key_clarity, 1e-4) << gain;
    EXPECT_NEAR(*harmony.majorness, *original.majorness, 1e-4) << gain;
    EXPECT_EQ(harmony.harmonic_change_rate, original.harmonic_change_rate) << gain;
    EXPECT_NEAR(*harmony.tuning_cents, *original.tuning_cents, 1e-3) << gain;
  }
}

bool is_empty(const Harmony& harmony) {
  return !harmony.key && !harmony.key_clarity && !harmony.majorness &&
         !harmony.harmonic_change_rate && !harmony.tuning_cents;
}

TEST(Harmony, NothingWithAPitchHasNoHarmony) {
  for (const double duration_s : {3.0, 10.0}) {
    EXPECT_TRUE(is_empty(harmony_of(testing::silence(duration_s, kAnalysisRateHz))));
    EXPECT_TRUE(is_empty(harmony_of(testing::white_noise(duration_s, kAnalysisRateHz))));
    EXPECT_TRUE(is_empty(harmony_of(testing::clicks(120.0, duration_s, kAnalysisRateHz))));
    for (const double beats_per_minute : {70.0, 93.0, 120.0, 160.0})
      EXPECT_TRUE(is_empty(harmony_of(testing::drums(beats_per_minute, duration_s))));
  }
}

TEST(Harmony, OneToneHasATuningButNoKey) {
  const Harmony harmony = harmony_of(testing::sine(440.0, 10.0, kAnalysisRateHz));
  EXPECT_FALSE(harmony.key);
  EXPECT_FALSE(harmony.key_clarity);
  EXPECT_NEAR(*harmony.tuning_cents, 0.0, 1.0);
  EXPECT_EQ(harmony.harmonic_change_rate, 0.0);
}

TEST(Harmony, AllTwelveNotesAlikeAreInNoKey) {
  std::vector<Notes> notes;
  for (int i = 0; i < 48; ++i) notes.push_back({48 + i * 5 % 12});
  const Harmony harmony = harmony_of(played(notes, 0.5));
  EXPECT_FALSE(harmony.key);
  ASSERT_TRUE(harmony.key_clarity);
  EXPECT_LT(*harmony.key_clarity, 0.2);
}

TEST(Harmony, DrumsOverMusicLeaveTheKey) {
  std::vector<float> samples = cadence({7, Mode::Major});
  const auto beat = testing::drums(110.0, 8.0);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += 0.5f * beat[n];
  EXPECT_EQ(harmony_of(samples).key, (Key{7, Mode::Major}));
}

void expect_in_range(const Harmony& harmony, const std::string& what) {
  const auto expect_within = [&](const std::optional<double>& value, Musical row) {
    const FeatureSpec& spec = kMusicalTable[static_cast<std::size_t>(row)];
    if (!value) return;
    EXPECT_GE(*value, spec.lowest) << spec.name << " of " << what;
    EXPECT_LE(*value, spec.highest) << spec.name << " of " << what;
  };
  expect_within(harmony.key_clarity, Musical::KeyClarity);
  expect_within(harmony.majorness, Musical::Majorness);
  expect_within(harmony.harmonic_change_rate, Musical::HarmonicChangeRate);
  expect_within(harmony.tuning_cents, Musical::TuningCents);
}

TEST(Harmony, StaysInRangeForUnusualInput) {
  for (const std::size_t count : {1025u, 2048u, 4096u, 8191u, 66149u}) {
    const std::string length = std::to_string(count);
    expect_in_range(harmony_of(std::vector<float>(count, 0.5f)), "a constant of " + length);
    for (const std::size_t place : {std::size_t{0}, count / 2, count - 1}) {
      std::vector<float> impulse(count);
      impulse[place] = 1.0f;
      expect_in_range(harmony_of(impulse), "an impulse in " + length);
    }
    for (const std::size_t half_period : {1u, 7u, 50u, 200u}) {
      std::vector<float> square(count);
      for (std::size_t n = 0; n < count; ++n) square[n] = n / half_period % 2 == 0 ? 1.0f : -1.0f;
      expect_in_range(harmony_of(square), "a square wave of " + length);
    }
    const double duration_s = static_cast<double>(count) / kAnalysisRateHz;
    for (const float gain : {1e-44f, 1e-39f, 1e-20f, 1.0f, 1e9f}) {
      expect_in_range(harmony_of(scaled(testing::music(duration_s, kAnalysisRateHz), gain)),
                      "music of " + length);
      expect_in_range(harmony_of(scaled(testing::white_noise(duration_s, kAnalysisRateHz), gain)),
                      "noise of " + length);
    }
    EXPECT_TRUE(
        is_empty(harmony_of(std::vector<float>(count, std::numeric_limits<float>::denorm_min()))));
  }
}

TEST(Harmony, DoesNotDependOnTheWindowBefore) {
  const std::vector<float> music = testing::music(5.0, kAnalysisRateHz);
  const Harmony first = harmony_of(music);
  harmony_of(testing::white_noise(9.0, kAnalysisRateHz));
  harmony_of(cadence({1, Mode::Minor}));
  const Harmony again = harmony_of(music);
  EXPECT_EQ(again.key, first.key);
  EXPECT_EQ(again.key_clarity, first.key_clarity);
  EXPECT_EQ(again.majorness, first.majorness);
  EXPECT_EQ(again.harmonic_change_rate, first.harmonic_change_rate);
  EXPECT_EQ(again.tuning_cents, first.tuning_cents);
}

TEST(Harmony, AllocatesNothingAfterTheFirstWindow) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const std::vector<float> silence(220500);
  const std::vector<float> noise = testing::white_noise(10.0, kAnalysisRateHz);
  const std::vector<float> music = testing::music(10.0, kAnalysisRateHz);
  HarmonyMeter meter;
  meter.measure(silence, silence);
  const testing::AllocationCounter allocations;
  meter.measure(noise, noise);
  meter.measure(music, music);
  meter.measure(std::span(music).first(50000), std::span(music).first(50000));
  EXPECT_EQ(allocations.count(), 0u);
}

}  // namespace
}  // namespace airmark::analysis
