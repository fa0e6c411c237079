#include "tools/perturbation/butterworth.h"

#include <gtest/gtest.h>

#include <complex>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

using std::numbers::pi;

/// |H(f)| from the answer to one impulse.
double response_at(double frequency_hz, const DecodedSound& answer) {
  std::complex<double> sum = 0.0;
  for (std::size_t n = 0; n < answer.frame_count(); ++n)
    sum +=
        static_cast<double>(answer.channels[0][n]) *
        std::polar(1.0, -2.0 * pi * frequency_hz * static_cast<double>(n) / answer.sample_rate_hz);
  return std::abs(sum);
}

DecodedSound impulse(double rate_hz, std::size_t frame_count) {
  DecodedSound sound{rate_hz, {std::vector<float>(frame_count)}};
  sound.channels[0][0] = 1.0F;
  return sound;
}

/// As the definition has it, on the axis that the bilinear transform bends.
double low_pass_formula(double frequency_hz, double cutoff_hz, double rate_hz) {
  const double ratio = std::tan(pi * frequency_hz / rate_hz) / std::tan(pi * cutoff_hz / rate_hz);
  return 1.0 / std::sqrt(1.0 + std::pow(ratio, 2 * kButterworthOrder));
}
double high_pass_formula(double frequency_hz, double cutoff_hz, double rate_hz) {
  const double ratio = std::tan(pi * cutoff_hz / rate_hz) / std::tan(pi * frequency_hz / rate_hz);
  return 1.0 / std::sqrt(1.0 + std::pow(ratio, 2 * kButterworthOrder));
}

// Floats of the answer carry 24 bits; what is summed up of them is near 1e-6.
constexpr double kTolerance = 3e-6;

TEST(Butterworth, LowPassFollowsItsFormula) {
  for (const double rate_hz : {22050.0, 44100.0, 48000.0}) {
    const DecodedSound answer = low_passed(impulse(rate_hz, 4096), 10000.0);
    for (const double hz : {0.0, 100.0, 5000.0, 9000.0, 10000.0, 10500.0, 10900.0})
      EXPECT_NEAR(response_at(hz, answer), low_pass_formula(hz, 10000.0, rate_hz), kTolerance)
          << hz << " of " << rate_hz;
  }
}

TEST(Butterworth, HighPassFollowsItsFormula) {
  for (const double rate_hz : {22050.0, 44100.0}) {
    // Long enough for 20 Hz to die away.
    const DecodedSound answer = high_passed(impulse(rate_hz, 30000), 20.0);
    for (const double hz : {5.0, 10.0, 20.0, 30.0, 100.0, 5000.0})
      EXPECT_NEAR(response_at(hz, answer), high_pass_formula(hz, 20.0, rate_hz), kTolerance)
          << hz << " of " << rate_hz;
  }
}

TEST(Butterworth, HasLostThreeDecibelsAtTheCutOff) {
  EXPECT_NEAR(response_at(10000.0, low_passed(impulse(44100, 4096), 10000.0)), std::sqrt(0.5),
              kTolerance);
  EXPECT_NEAR(response_at(20.0, high_passed(impulse(44100, 30000), 20.0)), std::sqrt(0.5),
              kTolerance);
}

TEST(Butterworth, FiltersEachChannelByItself) {
  DecodedSound both = noise(44100, 2000, 2);
  const DecodedSound filtered = low_passed(both, 10000.0);
  for (std::size_t c = 0; c < 2; ++c)
    EXPECT_EQ(low_passed({44100, {both.channels[c]}}, 10000.0).channels[0], filtered.channels[c]);
}

TEST(Butterworth, LowPassLeavesARateThatHoldsNothingAboveIt) {
  const DecodedSound sound = noise(16000, 1000);
  EXPECT_EQ(low_passed(sound, 10000.0), sound);
  EXPECT_EQ(low_passed({20000, sound.channels}, 10000.0), (DecodedSound{20000, sound.channels}));
}

}  // namespace
}  // namespace airmark::tools
