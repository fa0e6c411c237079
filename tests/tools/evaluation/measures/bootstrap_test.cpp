#include "tools/evaluation/measures/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace airmark::tools {
namespace {

std::vector<std::size_t> all_draws(std::size_t clip_count, std::uint64_t seed) {
  std::vector<std::size_t> draws;
  for_each_resample(clip_count, seed, [&](Resample clips) {
    EXPECT_EQ(clips.size(), clip_count);
    draws.insert(draws.end(), clips.begin(), clips.end());
  });
  return draws;
}

TEST(ForEachResample, DrawsTheSameForTheSameSeed) {
  EXPECT_EQ(all_draws(7, 3), all_draws(7, 3));
  EXPECT_NE(all_draws(7, 3), all_draws(7, 4));
}

TEST(ForEachResample, DrawsEveryClipEquallyOften) {
  std::vector<std::size_t> counts(5);
  for (const std::size_t clip : all_draws(5, 1)) ++counts.at(clip);
  const double expected = kResamples, deviation = std::sqrt(5.0 * kResamples * 0.2 * 0.8);
  for (const std::size_t count : counts)
    EXPECT_NEAR(static_cast<double>(count), expected, 4 * deviation);
}

TEST(WithInterval, TakesTheTwoQuantiles) {
  std::vector<double> numbers(1001);
  std::iota(numbers.rbegin(), numbers.rend(), 0.0);
  const Estimate e = with_interval(400.0, numbers);
  EXPECT_EQ(e.value, 400.0);
  EXPECT_EQ(e.lowest, 25.0);
  EXPECT_EQ(e.highest, 975.0);
}

TEST(WithIntervalLessBias, MovesTheIntervalBackByWhatResamplingAdds) {
  std::vector<double> numbers(1001);
  std::iota(numbers.begin(), numbers.end(), 0.0);  // mean 500
  const Estimate e = with_interval_less_bias(490.0, numbers);
  EXPECT_NEAR(e.lowest, 15.0, 1e-9);
  EXPECT_NEAR(e.highest, 965.0, 1e-9);
  EXPECT_EQ(with_interval_less_bias(100.0, numbers).lowest, 0.0);
}

}  // namespace
}  // namespace airmark::tools
