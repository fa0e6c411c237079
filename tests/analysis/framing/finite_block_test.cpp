#include "analysis/framing/finite_block.h"

#include <gmock/gmock.h>

#include <array>
#include <limits>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(FiniteBlock, AveragesTheChannels) {
  const std::array left{1.0f, 0.5f, 0.25f};
  const std::array right{0.0f, -0.5f, 0.75f};
  const std::array<const float*, 2> channels{left.data(), right.data()};
  FiniteBlock block(2);
  block.assign({0, 3, channels}, 0, 3);
  EXPECT_THAT(block.mean(), ElementsAre(0.5f, 0.0f, 0.5f));
}

TEST(FiniteBlock, MakesSilenceOfWhatIsNoNumber) {
  const std::array left{1.0f, kNan, 0.25f};
  const std::array right{kInfinity, -kInfinity, 0.75f};
  const std::array<const float*, 2> channels{left.data(), right.data()};
  FiniteBlock block(2);
  block.assign({0, 3, channels}, 0, 3);
  EXPECT_THAT(block.mean(), ElementsAre(0.5f, 0.0f, 0.5f));
  EXPECT_THAT(std::vector(block.channels()[1], block.channels()[1] + 3),
              ElementsAre(0.0f, 0.0f, 0.75f));
}

TEST(FiniteBlock, LeavesOutWhatIsDroppedInFront) {
  const std::array mono{1.0f, 2.0f, 3.0f, 4.0f, 5.0f};
  const std::array<const float*, 1> channels{mono.data()};
  FiniteBlock block(1);
  block.assign({100, 5, channels}, 1, 4);
  block.drop_front(2);
  EXPECT_EQ(block.size(), 2u);
  EXPECT_THAT(block.mean(), ElementsAre(4.0f, 5.0f));
  EXPECT_EQ(block.channels()[0][0], 4.0f);

  block.assign({100, 5, channels}, 0, 2);  // starts anew
  EXPECT_THAT(block.mean(), ElementsAre(1.0f, 2.0f));
}

}  // namespace
}  // namespace airmark::analysis
