#include "analysis/framing/audio_history.h"

#include <gmock/gmock.h>

#include <array>
#include <numeric>
#include <vector>

namespace airmark::analysis {
namespace {

using ::testing::ElementsAre;

void append(AudioHistory& history, const std::vector<float>& samples) {
  const float* const channel = samples.data();
  history.append({&channel, 1}, samples.size());
}

TEST(AudioHistory, FindsFramesByTheirPlaceInTheStream) {
  AudioHistory history(1, 16);
  history.begin(1000);
  append(history, {0.0f, 1.0f, 2.0f});
  append(history, {3.0f, 4.0f});
  EXPECT_EQ(history.end_frame(), 1005);
  EXPECT_THAT(history.frames(0, 1002, 1004), ElementsAre(2.0f, 3.0f));
  history.drop_before(1003);
  EXPECT_EQ(history.first_frame(), 1003);
  EXPECT_THAT(history.frames(0, 1003, 1005), ElementsAre(3.0f, 4.0f));
}

TEST(AudioHistory, KeepsItsEndWhenMoreIsDroppedThanItHolds) {
  AudioHistory history(1, 16);
  append(history, {0.0f, 1.0f});
  history.drop_before(50);
  EXPECT_EQ(history.end_frame(), 2);
  append(history, {2.0f});
  EXPECT_THAT(history.frames(0, 2, 3), ElementsAre(2.0f));
}

TEST(AudioHistory, HoldsEachChannelInOnePiece) {
  AudioHistory history(2, 16);
  const std::array left{1.0f, 2.0f};
  const std::array right{-1.0f, -2.0f};
  const std::array<const float*, 2> channels{left.data(), right.data()};
  history.append(channels, 2);
  history.append(channels, 2);
  EXPECT_THAT(history.frames(1, 0, 4), ElementsAre(-1.0f, -2.0f, -1.0f, -2.0f));
}

TEST(AudioHistory, StaysWhereItIsInMemoryOnceItHasHeldWhatIsExpected) {
  constexpr std::size_t kBlock = 100;
  constexpr std::int64_t kWindow = 1000;
  AudioHistory history(1, kWindow + kBlock);
  const std::vector<float> block(kBlock);
  for (std::int64_t end = kBlock; end <= kWindow; end += kBlock) append(history, block);
  const float* const place = history.frames(0, history.first_frame(), kWindow).data();
  for (int k = 0; k < 100; ++k) {
    append(history, block);
    history.drop_before(history.end_frame() - kWindow);
    ASSERT_EQ(history.frames(0, history.first_frame(), history.end_frame()).data(), place);
  }
}

}  // namespace
}  // namespace airmark::analysis
