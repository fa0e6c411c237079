#include "analysis/loudness/k_weighting.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

double gain_db(const Biquad& section, double frequency_hz, double rate_hz) {
  const std::complex<double> z = std::polar(1.0, -2.0 * std::numbers::pi * frequency_hz / rate_hz);
  const std::complex<double> response = (section.b0 + section.b1 * z + section.b2 * z * z) /
                                        (1.0 + section.a1 * z + section.a2 * z * z);
  return 20.0 * std::log10(std::abs(response));
}

double weighting_db(double frequency_hz, double rate_hz) {
  return gain_db(k_weighting_shelf(rate_hz), frequency_hz, rate_hz) +
         gain_db(k_weighting_high_pass(rate_hz), frequency_hz, rate_hz);
}

TEST(KWeighting, HasTheCoefficientsOfTheStandardAt48Kilohertz) {
  // ITU-R BS.1770-4, annex 1, tables 1 and 2.
  const Biquad shelf = k_weighting_shelf(48000.0);
  EXPECT_NEAR(shelf.b0, 1.53512485958697, 1e-13);
  EXPECT_NEAR(shelf.b1, -2.69169618940638, 1e-13);
  EXPECT_NEAR(shelf.b2, 1.19839281085285, 1e-13);
  EXPECT_NEAR(shelf.a1, -1.69065929318241, 1e-13);
  EXPECT_NEAR(shelf.a2, 0.73248077421585, 1e-13);
  const Biquad high_pass = k_weighting_high_pass(48000.0);
  EXPECT_EQ(high_pass.b0, 1.0);
  EXPECT_EQ(high_pass.b1, -2.0);
  EXPECT_EQ(high_pass.b2, 1.0);
  EXPECT_NEAR(high_pass.a1, -1.99004745483398, 1e-13);
  EXPECT_NEAR(high_pass.a2, 0.99007225036621, 1e-13);
}

TEST(KWeighting, IsTheSameCurveAtAllRates) {
  for (const double rate_hz : {22050.0, 32000.0, 44100.0, 96000.0, 192000.0})
    for (const double frequency_hz : {30.0, 100.0, 1000.0, 2000.0, 4000.0})
      EXPECT_NEAR(weighting_db(frequency_hz, rate_hz), weighting_db(frequency_hz, 48000.0), 0.15)
          << frequency_hz << " Hz at " << rate_hz;
}

TEST(KWeighting, StepsAreTenMillisecondsToHalfASample) {
  for (const std::size_t rate_hz : {8000u, 11025u, 22050u, 44100u, 44101u, 48000u})
    for (std::size_t step = 0; step < 300; ++step)
      EXPECT_LE(std::abs(static_cast<double>(first_sample_of_step(step, rate_hz)) -
                         static_cast<double>(step * rate_hz) / 100.0),
                0.5);
}

/// The two filters one sample after the other, as the standard draws them.
std::vector<double> energies_in_series(const std::vector<float>& samples, std::size_t rate_hz,
                                       std::size_t step_count) {
  std::array<Biquad, 2> sections{k_weighting_shelf(static_cast<double>(rate_hz)),
                                 k_weighting_high_pass(static_cast<double>(rate_hz))};
  std::array<std::array<double, 2>, 2> states{};
  std::vector<double> energies(step_count);
  std::size_t n = 0;
  for (std::size_t step = 0; step < step_count; ++step)
    for (; n < first_sample_of_step(step + 1, rate_hz); ++n) {
      auto value = static_cast<double>(samples[n]);
      for (std::size_t k = 0; k < 2; ++k) {
        const Biquad& s = sections[k];
        const double out = s.b0 * value + states[k][0];
        states[k][0] = s.b1 * value - s.a1 * out + states[k][1];
        states[k][1] = s.b2 * value - s.a2 * out;
        value = out;
      }
      energies[step] += value * value;
    }
  return energies;
}

TEST(KWeighting, PartsSideBySideMeasureWhatOneFilterMeasures) {
  for (const std::size_t rate_hz : {11025u, 22050u, 44100u, 44101u})
    for (const std::size_t step_count : {1u, 15u, 17u, 400u, 1001u}) {
      const auto duration_s = static_cast<double>(step_count) / 100.0 + 0.005;
      const auto samples = testing::music(duration_s, static_cast<double>(rate_hz));
      std::vector<double> energies(step_count);
      const KWeighting weighting(rate_hz);
      for (std::size_t first = 0; first < step_count; first += kPieceSteps) {
        const std::size_t begin = first_sample_of_step(first, rate_hz);
        const std::size_t past = std::min(begin, weighting.past_frames());
        weighting.add_energies(
            std::span(samples).subspan(begin - past), past, 1.0,
            std::span(energies).subspan(first, std::min(kPieceSteps, step_count - first)));
      }
      const auto expected = energies_in_series(samples, rate_hz, step_count);
      for (std::size_t step = 0; step < step_count; ++step)
        ASSERT_NEAR(energies[step], expected[step], 1e-11 * expected[step])
            << rate_hz << " Hz, step " << step << " of " << step_count;
    }
}

TEST(KWeighting, AddsChannelsWithTheirGains) {
  const auto samples = testing::white_noise(0.5, 48000.0);
  std::vector<double> once(50);
  std::vector<double> twice(50, 1.0);
  const KWeighting weighting(48000);
  weighting.add_energies(samples, 0, 1.0, once);
  weighting.add_energies(samples, 0, 0.5, twice);
  for (std::size_t step = 0; step < 50; ++step)
    EXPECT_DOUBLE_EQ(twice[step], 1.0 + 0.5 * once[step]);
}

}  // namespace
}  // namespace airmark::analysis
