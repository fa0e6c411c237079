#include "analysis/structure/change_detector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/change_score.h"
#include "tests/support/signals.h"
#include "tests/support/track_mix.h"

namespace airmark::analysis {
namespace {

using testing::changes_in;

constexpr double kRateHz = kAnalysisRateHz;

std::vector<float> noise(double duration_s) { return testing::white_noise(duration_s, kRateHz); }
std::vector<float> chords(double duration_s) { return testing::music(duration_s, kRateHz); }

/// A beat, and the hiss that any recording has.
std::vector<float> beat(double duration_s) {
  std::vector<float> samples = testing::clicks(120.0, duration_s, kRateHz);
  const std::vector<float> hiss = testing::white_noise(duration_s, kRateHz, 0.01);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += hiss[n];
  return samples;
}

/// A high tone and a low one, swelling.
std::vector<float> tones(double duration_s) {
  std::vector<float> samples = testing::sine(220.0, duration_s, kRateHz, 0.2);
  const std::vector<float> high = testing::sine(1760.0, duration_s, kRateHz, 0.2);
  for (std::size_t n = 0; n < samples.size(); ++n)
    samples[n] += high[n] * (0.6f + 0.4f * std::sin(static_cast<float>(n) * 1e-4f));
  return samples;
}

using Track = std::function<std::vector<float>(double)>;

/// Twenty seconds of each, one over the next for so long.
testing::TrackMix join(const std::vector<Track>& tracks, double fade_s) {
  std::vector<std::vector<float>> pieces;
  for (const Track& track : tracks) pieces.push_back(track(20.0 + fade_s));
  return testing::mix_tracks(pieces, {.fade_s = fade_s, .shortest_s = 60.0, .longest_s = 60.0});
}

void gain(std::vector<float>& samples, double from_s, double decibels) {
  const auto factor = static_cast<float>(std::pow(10.0, decibels / 20.0));
  for (auto n = static_cast<std::size_t>(from_s * kRateHz); n < samples.size(); ++n)
    samples[n] *= factor;
}

void expect_changes(const std::vector<float>& samples, const std::vector<double>& places_s,
                    double tolerance_s, const std::string& what) {
  const std::vector<ChangePoint> changes = changes_in(samples);
  ASSERT_EQ(changes.size(), places_s.size()) << what;
  for (std::size_t n = 0; n < changes.size(); ++n) {
    EXPECT_NEAR(static_cast<double>(changes[n].frame) / kRateHz, places_s[n], tolerance_s) << what;
    EXPECT_EQ(changes[n].frame % kHopFrames, 0) << what;
    EXPECT_GE(changes[n].strength, 1.0) << what;
  }
}

TEST(ChangeDetector, FindsHardCutsToHalfASecond) {
  const auto mix = join({noise, chords, tones, chords, noise}, 0.0);
  expect_changes(mix.samples, {20, 40, 60, 80}, 0.5, "hard cuts");
}

TEST(ChangeDetector, FindsTheEndOfABeatWithinABeat) {
  const auto mix = join({chords, beat, tones}, 0.0);
  expect_changes(mix.samples, {20, 40}, 0.6, "a beat at 120 BPM");
}

TEST(ChangeDetector, FindsTheMiddleOfFades) {
  for (const double fade_s : {2.0, 4.0, 8.0}) {
    const auto mix = join({chords, tones, noise}, fade_s);
    std::vector<double> middles_s;
    for (const std::int64_t change : mix.changes)
      middles_s.push_back(static_cast<double>(change) / kRateHz);
    expect_changes(mix.samples, middles_s, 0.5 + fade_s / 4.0,
                   "fades of " + std::to_string(fade_s) + " s");
  }
}

TEST(ChangeDetector, LeavesASteadyPieceWhole) {
  for (const Track& track : {Track(noise), Track(chords), Track(beat), Track(tones)})
    expect_changes(track(45.0), {}, 0.0, "steady");
}

TEST(ChangeDetector, TakesAFaderForNoChange) {
  for (const double decibels : {-6.0, 6.0}) {
    for (const Track& track : {Track(noise), Track(chords), Track(beat), Track(tones)}) {
      std::vector<float> piece = track(36.0);
      gain(piece, 18.0, decibels);
      expect_changes(piece, {}, 0.0, std::to_string(decibels) + " dB");
    }
  }
}

TEST(ChangeDetector, FindsTheSameAtAnyLevel) {
  const auto mix = join({chords, noise, tones}, 2.0);
  const std::vector<ChangePoint> changes = changes_in(mix.samples);
  ASSERT_EQ(changes.size(), 2u);
  std::vector<float> soft = mix.samples;
  gain(soft, 0.0, -20.0);
  const std::vector<ChangePoint> of_soft = changes_in(soft);
  ASSERT_EQ(of_soft.size(), 2u);
  for (std::size_t n = 0; n < 2; ++n)
    EXPECT_NEAR(static_cast<double>(of_soft[n].frame), static_cast<double>(changes[n].frame),
                0.4 * kRateHz);
}

TEST(ChangeDetector, SeesOneChangeAcrossAShortSilence) {
  std::vector<float> piece = chords(20.0);
  piece.resize(piece.size() + static_cast<std::size_t>(2.0 * kRateHz));
  const std::vector<float> next = beat(20.0);
  piece.insert(piece.end(), next.begin(), next.end());
  expect_changes(piece, {21.0}, 1.3, "two seconds of silence");
}

TEST(ChangeDetector, SeesBothEndsOfALongSilence) {
  std::vector<float> piece = chords(20.0);
  piece.resize(piece.size() + static_cast<std::size_t>(15.0 * kRateHz));
  const std::vector<float> next = chords(20.0);
  piece.insert(piece.end(), next.begin(), next.end());
  expect_changes(piece, {20.0, 35.0}, 0.4, "fifteen seconds of silence");
}

TEST(ChangeDetector, TakesARestForNoChange) {
  std::vector<float> piece = chords(45.0);
  std::fill_n(piece.begin() + static_cast<std::ptrdiff_t>(20.0 * kRateHz),
              static_cast<std::size_t>(2.0 * kRateHz), 0.0f);
  expect_changes(piece, {}, 0.0, "two seconds of rest");
}

struct Report {
  ChangePoint change;
  std::size_t pushed = 0;  // samples, when it came
  bool operator==(const Report&) const = default;
};

std::vector<Report> reports_of(std::span<const float> samples, std::size_t longest) {
  std::vector<Report> reports;
  std::size_t pushed = 0;
  ChangeDetector detector([&](const ChangePoint& change) { reports.push_back({change, pushed}); });
  std::mt19937 random(static_cast<std::uint32_t>(longest));
  while (pushed < samples.size()) {
    const std::size_t count =
        std::min<std::size_t>(1 + random() % longest, samples.size() - pushed);
    detector.push(samples.subspan(pushed, count));
    pushed += count;
  }
  detector.finish();
  return reports;
}

TEST(ChangeDetector, DoesNotCareHowTheStreamIsCut) {
  const auto mix = join({chords, noise, tones}, 4.0);
  const std::vector<ChangePoint> whole = changes_in(mix.samples);
  ASSERT_EQ(whole.size(), 2u);
  for (const std::size_t longest : {64u, 1000u, 50000u}) {
    std::vector<ChangePoint> changes;
    for (const Report& report : reports_of(mix.samples, longest)) changes.push_back(report.change);
    EXPECT_EQ(changes, whole) << longest;
  }
}

TEST(ChangeDetector, ReportsWithinSeventeenSeconds) {
  const auto mix = join({chords, noise, tones, beat}, 0.0);
  const std::vector<Report> reports = reports_of(mix.samples, 512);
  ASSERT_EQ(reports.size(), 3u);
  for (const Report& report : reports) {
    const double late_s =
        (static_cast<double>(report.pushed) - static_cast<double>(report.change.frame)) / kRateHz;
    EXPECT_LE(late_s, 17.0);
    EXPECT_GE(late_s, 10.0);
  }
}

TEST(ChangeDetector, SettlesSoonInSteadyMusicAndNeverTakesItBack) {
  const auto mix = join({chords, noise, chords}, 0.0);
  std::size_t pushed = 0;
  std::int64_t settled = 0;
  std::vector<std::int64_t> changes;
  ChangeDetector detector([&](const ChangePoint& change) {
    EXPECT_GE(change.frame, settled);
    changes.push_back(change.frame);
  });
  double longest_lag_s = 0.0;
  for (; pushed + 512 <= mix.samples.size(); pushed += 512) {
    detector.push(std::span(mix.samples).subspan(pushed, 512));
    EXPECT_GE(detector.settled_frame(), settled);
    settled = detector.settled_frame();
    const double lag_s =
        static_cast<double>(static_cast<std::int64_t>(pushed + 512) - settled) / kRateHz;
    longest_lag_s = std::max(longest_lag_s, lag_s);
    const double now_s = static_cast<double>(pushed) / kRateHz;
    if (now_s < 8.0) {  // nothing is found in the first 8 s
      EXPECT_LE(lag_s, 0.1);
    }
  }
  EXPECT_LE(longest_lag_s * kRateHz, ChangeDetector::kLongestLagFrames);
  EXPECT_EQ(changes.size(), 2u);

  const std::vector<float> steady = noise(60.0);
  detector.begin(0);
  for (std::size_t n = 0; n + 512 <= steady.size(); n += 512) {
    detector.push(std::span(steady).subspan(n, 512));
    const double lag_s =
        static_cast<double>(static_cast<std::int64_t>(n + 512) - detector.settled_frame()) /
        kRateHz;
    EXPECT_LE(lag_s, static_cast<double>(n) / kRateHz < 20.6 ? 12.6 : 8.7) << n;
  }
}

TEST(ChangeDetector, BeginsAnewWithoutMemoryOfWhatWas) {
  const auto mix = join({chords, noise}, 0.0);
  const std::vector<ChangePoint> whole = changes_in(mix.samples);
  std::vector<ChangePoint> changes;
  ChangeDetector detector([&](const ChangePoint& change) { changes.push_back(change); });
  detector.push(beat(15.0));
  detector.begin(512000);
  detector.push(mix.samples);
  detector.finish();
  ASSERT_EQ(changes.size(), whole.size());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_EQ(changes[n].frame, whole[n].frame + 512000);
    EXPECT_EQ(changes[n].strength, whole[n].strength);
  }
}

TEST(ChangeDetector, AllocatesNothingOnceItIsBuilt) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "another operator new is in place";
  const auto mix = join({chords, noise, tones}, 2.0);
  int change_count = 0;
  ChangeDetector detector([&](const ChangePoint&) { ++change_count; });
  const testing::AllocationCounter counter;
  detector.push(mix.samples);
  detector.finish();
  EXPECT_EQ(counter.count(), 0u);
  EXPECT_EQ(change_count, 2);
}

TEST(ChangeDetector, StaysSaneForUnusualInput) {
  const auto seconds = [](double s) { return static_cast<std::size_t>(s * kRateHz); };
  std::vector<float> impulse(seconds(40.0));
  impulse[seconds(20.0)] = 1.0f;
  const std::vector<float> denormals(seconds(40.0), 1e-40f);
  const std::vector<float> direct_current(seconds(40.0), 1.0f);
  std::vector<float> square(seconds(40.0));
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n / 50 % 2 == 0 ? 1.0f : -1.0f;
  for (const auto& samples : {std::vector<float>(seconds(40.0)), denormals, impulse, direct_current,
                              square, std::vector<float>(100)})
    EXPECT_TRUE(changes_in(samples).empty());
}

}  // namespace
}  // namespace airmark::analysis
