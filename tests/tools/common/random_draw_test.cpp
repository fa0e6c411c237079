#include "tools/common/random_draw.h"

#include <gtest/gtest.h>

#include <vector>

namespace airmark::tools {
namespace {

TEST(RandomDraw, GivesTheSameNumbersOnEveryMachine) {
  std::mt19937_64 random(1);
  std::vector<std::size_t> drawn;
  for (int i = 0; i < 5; ++i) drawn.push_back(draw(random, 10));
  // The first numbers of the generator with this seed, as the standard fixes them, modulo 10.
  std::mt19937_64 again(1);
  for (const std::size_t number : drawn) EXPECT_EQ(number, again() % 10);
}

TEST(RandomDraw, StaysBelowItsBound) {
  std::mt19937_64 random(7);
  std::vector<int> counts(3);
  for (int i = 0; i < 300; ++i) ++counts.at(draw(random, 3));
  for (const int count : counts) EXPECT_GT(count, 60);
}

}  // namespace
}  // namespace airmark::tools
