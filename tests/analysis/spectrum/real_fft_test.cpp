#include "analysis/spectrum/real_fft.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

TEST(RealFft, IsTheSumOfItsDefinition) {
  constexpr std::size_t kSize = 720;
  const std::vector<float> noise = testing::white_noise(1.0, kSize);
  RealFft fft(kSize);
  std::copy(noise.begin(), noise.end(), fft.time().begin());
  fft.forward();
  ASSERT_EQ(fft.bins().size(), kSize / 2 + 1);
  for (const std::size_t k : {0u, 1u, 77u, 359u, 360u}) {
    std::complex<double> sum = 0.0;
    for (std::size_t n = 0; n < kSize; ++n)
      sum += std::polar(static_cast<double>(noise[n]),
                        -2.0 * std::numbers::pi * static_cast<double>(k * n % kSize) / kSize);
    EXPECT_LT(std::abs(fft.bins()[k] - sum), 1e-11) << "bin " << k;
  }
}

TEST(RealFft, InverseGivesTheSamplesTimesTheSize) {
  constexpr std::size_t kSize = 2048;
  const std::vector<float> noise = testing::white_noise(1.0, kSize);
  RealFft fft(kSize);
  std::copy(noise.begin(), noise.end(), fft.time().begin());
  fft.forward();
  fft.inverse();
  for (std::size_t n = 0; n < kSize; ++n)
    ASSERT_NEAR(fft.time()[n] / kSize, static_cast<double>(noise[n]), 1e-14);
}

}  // namespace
}  // namespace airmark::analysis
