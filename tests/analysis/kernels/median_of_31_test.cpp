#include "analysis/kernels/median_of_31.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <vector>

#include "analysis/kernels/selection_network.h"
#include "tests/support/instruction_sets.h"

namespace airmark::analysis::kernels {
namespace {

class MedianOf31 : public testing::WithEachInstructionSet {};

constexpr std::size_t kColumns = 48;
constexpr std::size_t kRows = kMedianLength + kMedianStep - 1;

void expect_exact(const std::vector<float>& rows) {
  std::vector<float> medians(kMedianStep * kColumns, -1.0f);
  medians_of_31(rows.data(), kColumns, kColumns, medians.data(), kColumns);
  for (std::size_t r = 0; r < kMedianStep; ++r)
    for (std::size_t c = 0; c < kColumns; ++c) {
      std::array<float, kMedianLength> window;
      for (std::size_t n = 0; n < kMedianLength; ++n) window[n] = rows[(r + n) * kColumns + c];
      std::nth_element(window.begin(), window.begin() + kMedianLength / 2, window.end());
      ASSERT_EQ(medians[r * kColumns + c], window[kMedianLength / 2])
          << "row " << r << ", column " << c;
    }
}

TEST_P(MedianOf31, IsExactForRandomValues) {
  std::mt19937 random(31);
  std::exponential_distribution<float> magnitude;
  std::vector<float> rows(kRows * kColumns);
  for (int round = 0; round < 200; ++round) {
    std::generate(rows.begin(), rows.end(), [&] { return magnitude(random); });
    expect_exact(rows);
  }
}

// A network that orders all rows of zeros and ones orders everything (Knuth's 0-1 principle).
TEST_P(MedianOf31, IsExactForZerosAndOnesWithManyTies) {
  std::mt19937 random(1);
  std::vector<float> rows(kRows * kColumns);
  for (int round = 0; round < 2000; ++round) {
    std::bernoulli_distribution one(0.4 + 0.2 * (round % 11) / 10.0);
    std::generate(rows.begin(), rows.end(), [&] { return one(random) ? 1.0f : 0.0f; });
    expect_exact(rows);
  }
}

TEST_P(MedianOf31, IsExactForSortedRows) {
  std::vector<float> rows(kRows * kColumns);
  std::iota(rows.begin(), rows.end(), 0.0f);
  expect_exact(rows);
  std::reverse(rows.begin(), rows.end());
  expect_exact(rows);
}

INSTANTIATE_TEST_SUITE_P(On, MedianOf31, ::testing::ValuesIn(instruction_sets()),
                         testing::instruction_set_name);

template <std::size_t kCapacity>
void run(const SelectionNetwork<kCapacity>& network, std::vector<int>& wires) {
  for (std::size_t step = 0; step < network.size; ++step) {
    const Exchange& exchange = network.exchanges[step];
    const auto [low, high] = std::minmax({wires[exchange.low], wires[exchange.high]});
    if (exchange.keep_low) wires[exchange.low] = low;
    if (exchange.keep_high) wires[exchange.high] = high;
  }
}

TEST(SelectionNetwork, SortsEveryRowOfZerosAndOnes) {
  constexpr std::size_t kWires = 13;
  constexpr auto kNetwork = selection_network<256>(NetworkKind::Sort, kWires, 0, kWires);
  for (unsigned pattern = 0; pattern < 1u << kWires; ++pattern) {
    std::vector<int> wires(kWires);
    for (std::size_t i = 0; i < kWires; ++i) wires[i] = static_cast<int>(pattern >> i & 1u);
    run(kNetwork, wires);
    ASSERT_TRUE(std::is_sorted(wires.begin(), wires.end())) << "pattern " << pattern;
  }
}

TEST(SelectionNetwork, PicksTheMiddleOfTwoMergedRows) {
  constexpr auto kNetwork = selection_network<64>(NetworkKind::Merge, 12, 4, 4);
  for (int ones_in_first = 0; ones_in_first <= 8; ++ones_in_first)
    for (int ones_in_second = 0; ones_in_second <= 4; ++ones_in_second) {
      std::vector<int> wires(12, 0);
      std::fill_n(wires.begin() + 8 - ones_in_first, ones_in_first, 1);
      std::fill_n(wires.begin() + 12 - ones_in_second, ones_in_second, 1);
      run(kNetwork, wires);
      for (int rank = 4; rank < 8; ++rank)
        ASSERT_EQ(wires[static_cast<std::size_t>(rank)],
                  rank >= 12 - ones_in_first - ones_in_second ? 1 : 0)
            << ones_in_first << " + " << ones_in_second;
    }
}

}  // namespace
}  // namespace airmark::analysis::kernels
