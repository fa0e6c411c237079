#include "analysis/stereo/stereo_image.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/signals.h"
#include "tests/support/source_measures.h"

namespace airmark::analysis {
namespace {

using testing::music;
using testing::silence;
using testing::white_noise;

constexpr double kRateHz = 44100.0;

StereoImage image_of(const std::vector<std::vector<float>>& channels) {
  return testing::measures_of(channels, kRateHz).stereo;
}

std::vector<float> weighted(const std::vector<float>& a, double gain_a, const std::vector<float>& b,
                            double gain_b) {
  std::vector<float> sum(a.size());
  for (std::size_t n = 0; n < a.size(); ++n)
    sum[n] = static_cast<float>(gain_a * double{a[n]} + gain_b * double{b[n]});
  return sum;
}

TEST(StereoImage, TheSameLeftAndRightIsInTheMiddle) {
  const auto samples = music(3.0, kRateHz);
  EXPECT_EQ(image_of({samples, samples}).width, 0.0);
  EXPECT_DOUBLE_EQ(image_of({samples, samples}).correlation.value(), 1.0);
}

TEST(StereoImage, OppositeChannelsAreAsWideAsCanBe) {
  const auto samples = music(3.0, kRateHz);
  const auto image = image_of({samples, weighted(samples, -1.0, samples, 0.0)});
  EXPECT_DOUBLE_EQ(image.width.value(), 1.0);
  EXPECT_DOUBLE_EQ(image.correlation.value(), -1.0);
}

TEST(StereoImage, IsTheShareOfTheSideThatWasMixedIn) {
  const auto middle = white_noise(5.0, kRateHz, 0.25, 1);
  const auto side = white_noise(5.0, kRateHz, 0.25, 2);
  for (const double share : {0.0, 0.1, 0.3, 0.5, 0.9}) {
    const double m = std::sqrt(1.0 - share);
    const double s = std::sqrt(share);
    const auto image = image_of({weighted(middle, m, side, s), weighted(middle, m, side, -s)});
    EXPECT_NEAR(image.width.value(), share, 0.01);
    EXPECT_NEAR(image.correlation.value(), 1.0 - 2.0 * share, 0.01);
  }
}

TEST(StereoImage, ChannelsWithNothingInCommonAreHalfwayWide) {
  const auto image =
      image_of({white_noise(5.0, kRateHz, 0.25, 1), white_noise(5.0, kRateHz, 0.25, 2)});
  EXPECT_NEAR(image.width.value(), 0.5, 0.01);
  EXPECT_NEAR(image.correlation.value(), 0.0, 0.01);
}

TEST(StereoImage, OneSilentChannelHasAWidthButNoCorrelation) {
  const auto image = image_of({white_noise(1.0, kRateHz), silence(1.0, kRateHz)});
  EXPECT_DOUBLE_EQ(image.width.value(), 0.5);
  EXPECT_FALSE(image.correlation);
}

TEST(StereoImage, ALouderSideKeepsTheCorrelation) {
  const auto samples = music(3.0, kRateHz);
  const auto image = image_of({samples, weighted(samples, 0.25, samples, 0.0)});
  EXPECT_NEAR(image.correlation.value(), 1.0, 1e-9);
  EXPECT_NEAR(image.width.value(), 0.5 - 0.25 / (1.0 + 0.0625), 1e-7);
}

TEST(StereoImage, NeitherGainNorAConstantMovesIt) {
  const auto left = music(3.0, kRateHz, 1);
  const auto right = music(3.0, kRateHz, 2);
  const auto image = image_of({left, right});
  const auto quiet =
      image_of({weighted(left, 0.125, left, 0.0), weighted(right, 0.125, right, 0.0)});
  EXPECT_EQ(quiet.width, image.width);
  EXPECT_DOUBLE_EQ(quiet.correlation.value(), image.correlation.value());
  const std::vector<float> constant(left.size(), 0.25f);
  const auto shifted = image_of({weighted(left, 1.0, constant, 1.0), right});
  EXPECT_NEAR(shifted.width.value(), image.width.value(), 1e-6);
  EXPECT_NEAR(shifted.correlation.value(), image.correlation.value(), 1e-6);
}

TEST(StereoImage, OneChannelHasNone) {
  const auto image = image_of({music(1.0, kRateHz)});
  EXPECT_FALSE(image.width);
  EXPECT_FALSE(image.correlation);
}

TEST(StereoImage, LooksAtTheFirstTwoOfMoreChannels) {
  const auto left = white_noise(1.0, kRateHz, 0.25, 1);
  const auto right = white_noise(1.0, kRateHz, 0.25, 2);
  const auto image = image_of({left, right, music(1.0, kRateHz), left, right});
  EXPECT_EQ(image.width, image_of({left, right}).width);
}

TEST(StereoImage, WhatDoesNotVaryHasNone) {
  const std::vector<float> constant(44100, 0.7f);
  const std::vector<float> denormal(44100, std::numeric_limits<float>::denorm_min());
  for (const auto& samples : {silence(1.0, kRateHz), constant, denormal}) {
    EXPECT_FALSE(image_of({samples, samples}).width);
    EXPECT_FALSE(image_of({samples, samples}).correlation);
  }
  EXPECT_FALSE(image_of({{}, {}}).width);
}

TEST(StereoImage, ExtremesStayInRange) {
  std::vector<float> square(44100);
  for (std::size_t n = 0; n < square.size(); ++n) square[n] = n / 50 % 2 == 0 ? 1e9f : -1e9f;
  std::vector<float> impulse(44100);
  impulse[100] = 1.0f;
  for (const auto& left : {square, impulse})
    for (const auto& right : {square, impulse}) {
      const auto image = image_of({left, right});
      EXPECT_GE(image.width.value(), 0.0);
      EXPECT_LE(image.width.value(), 1.0);
      EXPECT_GE(image.correlation.value(), -1.0);
      EXPECT_LE(image.correlation.value(), 1.0);
    }
}

}  // namespace
}  // namespace airmark::analysis
