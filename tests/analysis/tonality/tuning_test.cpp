#include "analysis/tonality/tuning.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/signals.h"
#include "tests/support/window_spectra.h"

namespace airmark::analysis {
namespace {

/// Of the frames that lie wholly within the samples: where they are mirrored, a tone breaks.
std::vector<PitchPeak> peaks_of(std::span<const float> samples) {
  const testing::WindowSpectra spectra(samples);
  const std::size_t frame_count = spectra.magnitudes.frame_count();
  PitchPeaks peaks;
  peaks.start(frame_count);
  for (std::size_t t = 2; t + 3 < frame_count; ++t) peaks.add(spectra.magnitudes.frame(t));
  return {peaks.peaks().begin(), peaks.peaks().end()};
}

TEST(PitchPeaks, SineHasOnePeakAFrameCloseToItsFrequency) {
  const auto peaks = peaks_of(testing::sine(445.0, 1.0, kAnalysisRateHz));
  EXPECT_EQ(peaks.size(), frame_count_of(22050) - 5);
  for (const PitchPeak& peak : peaks) EXPECT_NEAR(peak.frequency_hz, 445.0, kBinHz / 5);
}

TEST(PitchPeaks, LooksOnlyFrom150To4000Hz) {
  EXPECT_TRUE(peaks_of(testing::sine(100.0, 1.0, kAnalysisRateHz)).empty());
  EXPECT_FALSE(peaks_of(testing::sine(170.0, 1.0, kAnalysisRateHz)).empty());
  EXPECT_FALSE(peaks_of(testing::sine(3950.0, 1.0, kAnalysisRateHz)).empty());
  EXPECT_TRUE(peaks_of(testing::sine(4100.0, 1.0, kAnalysisRateHz)).empty());
  EXPECT_TRUE(peaks_of(testing::silence(1.0, kAnalysisRateHz)).empty());
}

double tuning_of(std::vector<PitchPeak> peaks) { return TuningEstimate().measure(peaks); }

TEST(TuningEstimate, IsTheLeftEdgeOfTheFullestBin) {
  const auto semitones_above_a = [](double semitones) {
    return PitchPeak{static_cast<float>(440.0 * std::exp2(semitones / 12.0)), 1.0f};
  };
  EXPECT_DOUBLE_EQ(tuning_of({semitones_above_a(0.155), semitones_above_a(-0.3)}), -0.3);
  EXPECT_NEAR(
      tuning_of({semitones_above_a(0.155), semitones_above_a(12.157), semitones_above_a(-0.3)}),
      0.15, 1e-12);
}

TEST(TuningEstimate, WeakerHalfDoesNotCount) {
  const PitchPeak loud{440.0f * 1.01f, 10.0f};
  const PitchPeak soft{440.0f, 1.0f};
  const double of_the_loud_one = tuning_of({loud});
  EXPECT_NEAR(of_the_loud_one, 12.0 * std::log2(1.01), 0.01);
  EXPECT_EQ(tuning_of({loud, loud, loud, soft, soft}), of_the_loud_one);
}

TEST(TuningEstimate, NothingHeardIsInTune) { EXPECT_EQ(tuning_of({}), 0.0); }

}  // namespace
}  // namespace airmark::analysis
