#include "analysis/framing/mirror.h"

#include <gmock/gmock.h>

#include <array>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::ElementsAre;

std::vector<std::size_t> around(std::size_t (*mirror)(std::ptrdiff_t, std::size_t),
                                std::ptrdiff_t reach, std::size_t count) {
  std::vector<std::size_t> indices;
  for (std::ptrdiff_t i = -reach; i < static_cast<std::ptrdiff_t>(count) + reach; ++i)
    indices.push_back(mirror(i, count));
  return indices;
}

TEST(Mirror, WithoutEdgeTurnsOnTheEndValue) {
  EXPECT_THAT(around(mirrored_without_edge, 2, 4), ElementsAre(2, 1, 0, 1, 2, 3, 2, 1));
}

TEST(Mirror, WithEdgeRepeatsTheEndValue) {
  EXPECT_THAT(around(mirrored_with_edge, 2, 3), ElementsAre(1, 0, 0, 1, 2, 2, 1));
}

TEST(Mirror, WithEdgeMirrorsAShortRowManyTimes) {
  EXPECT_THAT(around(mirrored_with_edge, 5, 2), ElementsAre(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1));
}

TEST(Mirror, CopyTakesMirroredSamplesOnlyOutside) {
  const std::array<float, 4> samples{0, 1, 2, 3};
  std::array<float, 3> piece{};
  copy_mirrored(samples, 1, piece);
  EXPECT_THAT(piece, ElementsAre(1, 2, 3));
  copy_mirrored(samples, -2, piece);
  EXPECT_THAT(piece, ElementsAre(2, 1, 0));
  copy_mirrored(samples, 3, piece);
  EXPECT_THAT(piece, ElementsAre(3, 2, 1));
}

}  // namespace
}  // namespace airmark::analysis
