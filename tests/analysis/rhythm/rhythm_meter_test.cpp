#include "analysis/rhythm/rhythm_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/summary/window_frames.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/drums.h"
#include "tests/support/odd_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;

Rhythm rhythm_of(std::span<const float> samples) {
  WindowFrames frames;
  frames.measure(samples);
  return RhythmMeter().measure(frames.mel_decibels());
}

std::vector<float> rock(double bpm, double duration_s = 15.0) {
  testing::DrumTrack track(duration_s);
  track.play_rock(0.1, duration_s, bpm);
  return track.samples();
}

/// Strokes at moments that have nothing to do with each other.
std::vector<float> strokes_without_a_beat(double duration_s, int count) {
  testing::DrumTrack track(duration_s);
  std::uint32_t state = 5;
  for (int n = 0; n < count; ++n) {
    state = 1664525u * state + 1013904223u;
    track.play(testing::Drum::Snare,
               (duration_s - 0.5) * static_cast<double>(state) / 4294967296.0);
  }
  return track.samples();
}

void expect_within(Musical row, std::optional<double> value, const std::string& what) {
  if (!value) return;
  const FeatureSpec& spec = kMusicalTable[static_cast<std::size_t>(row)];
  EXPECT_GE(*value, spec.lowest) << spec.name << " of " << what;
  EXPECT_LE(*value, spec.highest) << spec.name << " of " << what;
}

void expect_documented(const Rhythm& rhythm, const std::string& what) {
  expect_within(Musical::TempoBpm, rhythm.tempo_bpm, what);
  expect_within(Musical::TempoConfidence, rhythm.tempo_confidence, what);
  expect_within(Musical::PulseClarity, rhythm.pulse_clarity, what);
  expect_within(Musical::OnsetRate, rhythm.onset_rate, what);
  expect_within(Musical::SwingRatio, rhythm.swing_ratio, what);
  expect_within(Musical::OffbeatEmphasis, rhythm.offbeat_emphasis, what);
  expect_within(Musical::BackbeatEmphasis, rhythm.backbeat_emphasis, what);
}

TEST(RhythmMeter, HearsTheRateOfClicksWithinHalfAPercent) {
  for (const double bpm : {60.0, 90.0, 111.0, 120.0, 150.0, 200.0, 240.0}) {
    const Rhythm rhythm = rhythm_of(testing::clicks(bpm, 20.0, kRateHz));
    ASSERT_TRUE(rhythm.tempo_bpm) << bpm;
    EXPECT_NEAR(*rhythm.tempo_bpm, bpm, 0.005 * bpm);
    EXPECT_GT(rhythm.tempo_confidence, 0.8) << bpm;
    EXPECT_GT(rhythm.pulse_clarity, 0.6) << bpm;
  }
}

TEST(RhythmMeter, TempoScalesWithTheRateOfAPattern) {
  for (const double bpm : {92.0, 100.0, 109.0, 118.5, 129.0, 141.0}) {
    const Rhythm rhythm = rhythm_of(rock(bpm));
    ASSERT_TRUE(rhythm.tempo_bpm) << bpm;
    EXPECT_NEAR(*rhythm.tempo_bpm, bpm, 0.01 * bpm);
  }
}

TEST(RhythmMeter, DoesNotFollowTheVolume) {
  const std::vector<float> loud = rock(104.0);
  std::vector<float> soft = loud;
  for (float& sample : soft) sample *= 0.05f;
  const Rhythm at_loud = rhythm_of(loud);
  const Rhythm at_soft = rhythm_of(soft);
  EXPECT_NEAR(at_soft.tempo_bpm.value(), at_loud.tempo_bpm.value(), 1e-3);
  EXPECT_NEAR(at_soft.tempo_confidence, at_loud.tempo_confidence, 1e-3);
  EXPECT_NEAR(at_soft.pulse_clarity, at_loud.pulse_clarity, 1e-3);
  EXPECT_EQ(at_soft.onset_rate, at_loud.onset_rate);
  EXPECT_NEAR(at_soft.swing_ratio.value(), at_loud.swing_ratio.value(), 1e-3);
  EXPECT_NEAR(at_soft.offbeat_emphasis.value(), at_loud.offbeat_emphasis.value(), 1e-3);
  EXPECT_NEAR(at_soft.backbeat_emphasis.value(), at_loud.backbeat_emphasis.value(), 1e-3);
}

TEST(RhythmMeter, CandidatesAddUpToOneLikeliestFirst) {
  for (const std::vector<float>& samples :
       {rock(96.0), strokes_without_a_beat(15.0, 50), testing::music(15.0, kRateHz)}) {
    const Rhythm rhythm = rhythm_of(samples);
    ASSERT_FALSE(rhythm.candidates.empty());
    EXPECT_LE(rhythm.candidates.size(), 4u);
    EXPECT_EQ(rhythm.tempo_bpm, rhythm.candidates.front().bpm);
    double sum = 0.0;
    double before = 1.0;
    for (const TempoCandidate& candidate : rhythm.candidates) {
      EXPECT_LE(candidate.weight, before);
      before = candidate.weight;
      sum += candidate.weight;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
  }
}

TEST(RhythmMeter, CandidatesOfAPlainBeatHoldItsDouble) {
  const Rhythm rhythm = rhythm_of(rock(96.0));
  EXPECT_TRUE(std::any_of(rhythm.candidates.begin(), rhythm.candidates.end(),
                          [](const auto& candidate) { return std::abs(candidate.bpm - 192) < 4; }));
}

TEST(RhythmMeter, WithoutOnsetsThereIsNoBeatAndNothingThatIsToldByBeats) {
  for (const std::vector<float>& samples :
       {testing::silence(12.0, kRateHz), testing::sine(440.0, 12.0, kRateHz),
        testing::sine(70.0, 12.0, kRateHz), testing::white_noise(12.0, kRateHz)}) {
    const Rhythm rhythm = rhythm_of(samples);
    EXPECT_FALSE(rhythm.tempo_bpm);
    EXPECT_TRUE(rhythm.candidates.empty());
    EXPECT_EQ(rhythm.tempo_confidence, 0.0);
    EXPECT_EQ(rhythm.pulse_clarity, 0.0);
    EXPECT_FALSE(rhythm.swing_ratio);
    EXPECT_FALSE(rhythm.offbeat_emphasis);
    EXPECT_FALSE(rhythm.backbeat_emphasis);
  }
}

TEST(RhythmMeter, IsNotSureOfABeatThatNobodyPlays) {
  const Rhythm rhythm = rhythm_of(strokes_without_a_beat(30.0, 90));
  EXPECT_LT(rhythm.pulse_clarity, 0.1);
  EXPECT_LT(rhythm.tempo_confidence, 0.5);
}

TEST(RhythmMeter, CountsStrokes) {
  for (const double per_second : {1.5, 3.0, 6.0, 9.0})
    EXPECT_NEAR(rhythm_of(testing::clicks(60.0 * per_second, 20.0, kRateHz)).onset_rate, per_second,
                0.03 * per_second + 0.05);
}

TEST(RhythmMeter, OddInputGivesDocumentedValues) {
  for (const std::size_t sample_count : {1025u, 3000u, 30000u, 220500u})
    for (const testing::OddSignal& signal : testing::odd_signals(sample_count))
      expect_documented(rhythm_of(signal.samples),
                        signal.name + ", " + std::to_string(sample_count) + " samples");
}

TEST(RhythmMeter, AShortWindowOfMusicStillHasATempo) {
  for (const double bpm : {92.0, 104.0, 120.0, 132.0}) {
    const Rhythm rhythm = rhythm_of(rock(bpm, 3.0));  // too short to tell the octave
    ASSERT_TRUE(rhythm.tempo_bpm);
    const double octave = std::exp2(std::round(std::log2(*rhythm.tempo_bpm / bpm)));
    EXPECT_NEAR(*rhythm.tempo_bpm, bpm * octave, 0.03 * bpm * octave);
  }
}

TEST(RhythmMeter, SaysTheSameOfAWindowWhateverItHeardBefore) {
  WindowFrames frames;
  RhythmMeter meter;
  frames.measure(testing::music(20.0, kRateHz));
  meter.measure(frames.mel_decibels());
  frames.measure(rock(131.0));
  const Rhythm& again = meter.measure(frames.mel_decibels());
  const Rhythm fresh = RhythmMeter().measure(frames.mel_decibels());
  EXPECT_EQ(again.candidates, fresh.candidates);
  EXPECT_EQ(again.tempo_confidence, fresh.tempo_confidence);
  EXPECT_EQ(again.pulse_clarity, fresh.pulse_clarity);
  EXPECT_EQ(again.onset_rate, fresh.onset_rate);
  EXPECT_EQ(again.swing_ratio, fresh.swing_ratio);
  EXPECT_EQ(again.offbeat_emphasis, fresh.offbeat_emphasis);
  EXPECT_EQ(again.backbeat_emphasis, fresh.backbeat_emphasis);
}

TEST(RhythmMeter, AllocatesNothingAfterTheFirstWindow) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  WindowFrames frames;
  RhythmMeter meter;
  frames.measure(testing::clicks(240.0, 15.0, kRateHz));
  meter.measure(frames.mel_decibels());
  frames.measure(rock(75.0));
  const testing::AllocationCounter allocations;
  meter.measure(frames.mel_decibels());
  EXPECT_EQ(allocations.count(), 0u);
}

}  // namespace
}  // namespace airmark::analysis
