#include "analysis/tonality/note_peaks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/chord_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

double hz_of(double pitch) { return 440.0 * std::exp2((pitch - 69.0) / 12.0); }

/// Measures in 4 s; the frames at the ends hear silence too and are left out.
constexpr std::size_t kFirstWholeFrame = 3;
constexpr std::size_t kLastWholeFrame = 39;

TEST(NotePeaks, SineHasOnePeakAFrameWithinTwoCents) {
  NotePeaks peaks;
  for (const double pitch : {28.0, 33.4, 45.1, 57.0, 69.25, 81.5, 93.9}) {
    peaks.measure(testing::sine(hz_of(pitch), 4.0, kAnalysisRateHz));
    ASSERT_EQ(peaks.frame_count(), 44u);
    for (std::size_t t = kFirstWholeFrame; t < kLastWholeFrame; ++t) {
      ASSERT_EQ(peaks.frame(t).size(), 1u) << "pitch " << pitch << ", frame " << t;
      EXPECT_NEAR(static_cast<double>(peaks.frame(t)[0].pitch), pitch, 0.02);
    }
  }
}

TEST(NotePeaks, PowerIsThatOfTheSine) {
  NotePeaks peaks;
  for (const double frequency_hz : {64.6, 441.4, 1000.0}) {
    peaks.measure(testing::sine(frequency_hz, 20.0, kAnalysisRateHz, 0.6));
    // Between two bins a peak is up to 1.42 dB lower than on one.
    EXPECT_GT(peaks.power(), 0.7 * 0.18) << frequency_hz;
    EXPECT_LT(peaks.power(), 1.01 * 0.18) << frequency_hz;
  }
}

TEST(NotePeaks, TuningIsTheDistanceFromThePitchOf440Hz) {
  NotePeaks peaks;
  for (const double cents : {-45.0, -20.0, 0.0, 20.0, 45.0}) {
    peaks.measure(testing::sine(hz_of(60.0 + cents / 100.0), 4.0, kAnalysisRateHz));
    EXPECT_NEAR(100.0 * peaks.tuning(), cents, 1.0);
    EXPECT_GT(peaks.concentration(), 0.99);
  }
}

TEST(NotePeaks, NoiseLiesOnNoGrid) {
  NotePeaks peaks;
  peaks.measure(testing::white_noise(10.0, kAnalysisRateHz));
  EXPECT_LT(peaks.concentration(), 0.03);
}

TEST(NotePeaks, ConstantAndSilenceHaveNone) {
  NotePeaks peaks;
  for (const float value : {0.0f, 0.5f}) {
    peaks.measure(std::vector<float>(44100, value));
    for (std::size_t t = kFirstWholeFrame; t + 4 < peaks.frame_count(); ++t)
      EXPECT_TRUE(peaks.frame(t).empty()) << "constant " << value << ", frame " << t;
  }
  peaks.measure(std::vector<float>(44100));
  EXPECT_EQ(peaks.power(), 0.0);
  EXPECT_EQ(peaks.tuning(), 0.0);
  EXPECT_EQ(peaks.concentration(), 0.0);
}

TEST(NotePeaks, FaintPeaksBesideALoudOneAreNotHeard) {
  const auto with_second = [](double decibels) {
    auto samples = testing::sine(440.0, 4.0, kAnalysisRateHz, 0.5);
    const auto second =
        testing::sine(784.0, 4.0, kAnalysisRateHz, 0.5 * std::pow(10.0, decibels / 20.0));
    for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += second[n];
    NotePeaks peaks;
    peaks.measure(samples);
    return peaks.frame(20).size();
  };
  EXPECT_EQ(with_second(-27.0), 2u);
  EXPECT_EQ(with_second(-33.0), 1u);
}

TEST(NotePeaks, StretchFarBelowTheLoudestIsSilent) {
  auto samples = testing::sine(440.0, 4.0, kAnalysisRateHz, 0.5);
  const auto quiet = testing::sine(440.0, 4.0, kAnalysisRateHz, 0.5e-4 / 2.0);
  samples.insert(samples.end(), quiet.begin(), quiet.end());
  NotePeaks peaks;
  peaks.measure(samples);
  EXPECT_EQ(peaks.frame(20).size(), 1u);
  EXPECT_TRUE(peaks.frame(60).empty());
}

TEST(NotePeaks, NotesASemitoneApartArePartedDownToG2) {
  const auto low = testing::sine(hz_of(43.0), 4.0, kAnalysisRateHz);
  auto samples = testing::sine(hz_of(44.0), 4.0, kAnalysisRateHz);
  for (std::size_t n = 0; n < samples.size(); ++n) samples[n] += low[n];
  NotePeaks peaks;
  peaks.measure(samples);
  std::size_t parted = 0;
  for (std::size_t t = kFirstWholeFrame; t < kLastWholeFrame; ++t)
    if (peaks.frame(t).size() == 2) ++parted;
  EXPECT_GT(parted, (kLastWholeFrame - kFirstWholeFrame) / 2);
}

}  // namespace
}  // namespace airmark::analysis
