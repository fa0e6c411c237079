#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "analysis/kernels/bands.h"
#include "analysis/kernels/extremes.h"
#include "analysis/kernels/local_maxima.h"
#include "analysis/kernels/samples.h"
#include "analysis/kernels/soft_mask.h"
#include "analysis/kernels/transpose.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/signals.h"

namespace airmark::analysis::kernels {
namespace {

class Kernels : public testing::WithEachInstructionSet {};

TEST_P(Kernels, TransposeTurnsTablesOfEverySize) {
  for (const std::size_t rows : {1u, 3u, 4u, 16u, 20u})
    for (const std::size_t columns : {1u, 2u, 4u, 7u, 16u, 33u}) {
      std::vector<float> from(rows * 40);
      std::iota(from.begin(), from.end(), 1.0f);
      std::vector<float> to(columns * 24, -1.0f);
      transpose({from.data(), 40}, rows, columns, {to.data(), 24});
      for (std::size_t row = 0; row < columns; ++row)
        for (std::size_t column = 0; column < 24; ++column)
          ASSERT_EQ(to[row * 24 + column], column < rows ? from[column * 40 + row] : -1.0f)
              << rows << " x " << columns;
    }
}

TEST_P(Kernels, DecibelsAreThoseOfTheLogarithmRoundedOnce) {
  std::vector<float> values;
  for (float value = 1e-10f; value < 1e12f; value *= 1.000637f) values.push_back(value);
  values.insert(values.end(), {0.0f, 1e-40f, 1.0f, std::numeric_limits<float>::max()});
  std::vector<float> decibels = values;
  to_decibels(decibels.data(), decibels.size(), 1e-10f);
  for (std::size_t n = 0; n < values.size(); ++n) {
    const double exact = std::log10(std::max(static_cast<double>(values[n]), 1e-10));
    ASSERT_EQ(decibels[n], 10.0f * static_cast<float>(exact)) << values[n];
  }
}

TEST_P(Kernels, LocalMaximaAreFoundOnceOnAPlateau) {
  std::vector<float> values(100);
  std::vector<std::uint16_t> places(50);
  for (const std::size_t n : {1u, 20u, 21u, 40u, 63u, 64u, 65u, 98u}) values[n] = 2.0f;
  values[40] = 0.5f;  // not above the threshold
  values[99] = 3.0f;  // only a neighbour
  places.resize(local_maxima(values.data(), values.size(), 0.5f, places.data()));
  EXPECT_EQ(places, (std::vector<std::uint16_t>{1, 20, 63}));
}

TEST_P(Kernels, LocalMaximaOfNoiseAreThoseOfTheDefinition) {
  std::mt19937 random(7);
  for (const std::size_t count : {2u, 3u, 17u, 18u, 35u, 359u}) {
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(random() % 5);
    std::vector<std::uint16_t> expected;
    for (std::size_t n = 1; n + 1 < count; ++n)
      if (values[n] > 1.0f && values[n] > values[n - 1] && values[n] >= values[n + 1])
        expected.push_back(static_cast<std::uint16_t>(n));
    std::vector<std::uint16_t> places(count);
    places.resize(local_maxima(values.data(), count, 1.0f, places.data()));
    EXPECT_EQ(places, expected) << count << " values";
  }
}

TEST_P(Kernels, ExtremesAreTheEndsOfTheSortedBins) {
  std::mt19937 random(11);
  for (std::size_t extreme_count = 1; extreme_count <= kMostExtremes; ++extreme_count)
    for (const std::size_t bin_count : {extreme_count, std::size_t{19}, std::size_t{431}}) {
      std::vector<Lanes<float>> bins(bin_count);
      for (Lanes<float>& bin : bins)
        for (float& value : bin.values) value = static_cast<float>(random() % 1000);
      std::array<Lanes<float>, kMostExtremes> greatest;
      std::array<Lanes<float>, kMostExtremes> smallest;
      find_extremes(bins.data(), bin_count, extreme_count, greatest.data(), smallest.data());
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        std::vector<float> sorted(bin_count);
        for (std::size_t k = 0; k < bin_count; ++k) sorted[k] = bins[k][lane];
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t n = 0; n < extreme_count; ++n) {
          ASSERT_EQ(smallest[n][lane], sorted[n]) << bin_count << " bins, rank " << n;
          ASSERT_EQ(greatest[n][lane], sorted[bin_count - 1 - n]) << bin_count << " bins";
        }
      }
    }
}

TEST_P(Kernels, SoftMaskKeepsItsShareWhateverTheScale) {
  std::vector<Lanes<float>> harmonic(1);
  std::vector<Lanes<float>> percussive(1);
  const float greatest = std::numeric_limits<float>::max();
  const float least = std::numeric_limits<float>::min();
  const std::vector<std::array<float, 3>> cases = {
      {0.0f, 0.0f, 0.5f},    {1e-42f, 0.0f, 0.5f},
      {3.0f, 0.0f, 1.0f},    {0.0f, 3.0f, 0.0f},
      {3.0f, 4.0f, 0.36f},   {3e-30f, 4e-30f, 0.36f},
      {3e30f, 4e30f, 0.36f}, {greatest, greatest, 0.5f},
      {least, least, 0.5f},  {greatest, greatest / 3, 0.9f},
      {1e30f, 1e-30f, 1.0f}, {1e-30f, 1e30f, 0.0f}};
  for (std::size_t n = 0; n < cases.size(); ++n) {
    harmonic[0][n] = cases[n][0];
    percussive[0][n] = cases[n][1];
  }
  soften(harmonic[0].values.data(), percussive[0].values.data(), kBlockFrames);
  for (std::size_t n = 0; n < cases.size(); ++n)
    EXPECT_FLOAT_EQ(harmonic[0][n], cases[n][2]) << cases[n][0] << " and " << cases[n][1];
}

TEST_P(Kernels, CrossingsAreChangesOfSide) {
  std::vector<float> samples(77, 0.0f);
  for (const std::size_t n : {0u, 5u, 6u, 70u}) samples[n] = -1.0f;
  EXPECT_EQ(crossings_of(samples.data() + 1, 76, -1e-10f), 1u + 2u + 2u);
  EXPECT_EQ(crossings_of(samples.data() + 6, 1, -1e-10f), 0u);
}

TEST_P(Kernels, DeviationsAreSumsAroundTheCentre) {
  const std::vector<float> noise = testing::white_noise(1.0, 1003, 1.0);
  const std::vector<double> exact(noise.begin(), noise.end());
  double sum = 0.0;
  double squares = 0.0;
  for (const double value : exact) {
    sum += value - 0.25;
    squares += (value - 0.25) * (value - 0.25);
  }
  const DeviationSums of_floats = deviations_of(noise.data(), noise.size(), 0.25);
  const DeviationSums of_doubles = deviations_of(exact.data(), exact.size(), 0.25);
  EXPECT_NEAR(of_floats.sum, sum, 1e-10);
  EXPECT_NEAR(of_floats.squares, squares, 1e-10);
  EXPECT_EQ(of_doubles.sum, of_floats.sum);
  EXPECT_EQ(of_doubles.squares, of_floats.squares);
}

INSTANTIATE_TEST_SUITE_P(On, Kernels, ::testing::ValuesIn(instruction_sets()),
                         testing::instruction_set_name);

}  // namespace
}  // namespace airmark::analysis::kernels
