#include "analysis/tonality/quarter_rate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

/// Greatest sample, away from the ends.
double amplitude_of(double frequency_hz) {
  const auto samples = testing::sine(frequency_hz, 1.0, kAnalysisRateHz, 1.0);
  QuarterRate quarter_rate;
  const auto output = quarter_rate.measure(samples);
  double greatest = 0.0;
  for (const float sample : output.subspan(100, output.size() - 200))
    greatest = std::max(greatest, std::abs(static_cast<double>(sample)));
  return greatest;
}

TEST(QuarterRate, KeepsWhatLiesBelow1800Hz) {
  for (const double frequency_hz : {40.0, 441.0, 1000.0, 1501.0, 1800.0})
    EXPECT_NEAR(amplitude_of(frequency_hz), 1.0, 0.005) << frequency_hz;
}

TEST(QuarterRate, TakesAwayWhatWouldFoldBackToBelow1800Hz) {
  for (const double frequency_hz : {3713.0, 4000.0, 5512.0, 7000.0, 10900.0})
    EXPECT_LT(amplitude_of(frequency_hz), 3.2e-4) << frequency_hz;
}

TEST(QuarterRate, SampleIsWhereEveryFourthWas) {
  std::vector<float> samples(400);
  samples[4 * 37] = 1.0f;
  QuarterRate quarter_rate;
  const auto output = quarter_rate.measure(samples);
  EXPECT_EQ(std::max_element(output.begin(), output.end()) - output.begin(), 37);
  for (std::size_t n = 1; n <= 7; ++n) EXPECT_EQ(output[37 - n], output[37 + n]) << n;
}

TEST(QuarterRate, HasAQuarterOfTheSamplesRoundedUp) {
  QuarterRate quarter_rate;
  for (const std::size_t count : {1025u, 1026u, 1027u, 1028u, 4099u, 2u})
    EXPECT_EQ(quarter_rate.measure(std::vector<float>(count)).size(), (count + 3) / 4);
}

TEST(QuarterRate, RemembersNothingOfAnotherWindow) {
  const auto noise = testing::white_noise(0.3, kAnalysisRateHz);
  QuarterRate used;
  used.measure(testing::white_noise(1.0, kAnalysisRateHz));
  const auto again = used.measure(noise);
  QuarterRate fresh;
  const auto first = fresh.measure(noise);
  EXPECT_TRUE(std::equal(again.begin(), again.end(), first.begin(), first.end()));
}

}  // namespace
}  // namespace airmark::analysis
