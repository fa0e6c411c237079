#include "tools/perturbation/excerpt.h"

#include <gmock/gmock.h>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

DecodedSound ramp(std::size_t frame_count) {
  return sound_of(100.0, frame_count, [](double time_s) { return time_s; });
}

TEST(Excerpt, IsTheMiddleSampleForSample) {
  const DecodedSound whole = ramp(3001);
  const DecodedSound middle = middle_of(whole, 10.0);
  ASSERT_EQ(middle.frame_count(), 1000U);
  for (std::size_t n = 0; n < 1000; ++n)
    ASSERT_EQ(middle.channels[0][n], whole.channels[0][1000 + n]);
}

TEST(Excerpt, TakesTheSamePartOfEachChannel) {
  DecodedSound whole = ramp(1500);
  whole.channels.push_back(whole.channels[0]);
  const DecodedSound middle = middle_of(whole, 10.0);
  EXPECT_EQ(middle.channels[0], middle.channels[1]);
  EXPECT_EQ(middle.channels[1].front(), whole.channels[1][250]);
}

TEST(Excerpt, LeavesWhatIsNotLongerWhole) {
  for (const std::size_t count : {0U, 1U, 999U, 1000U})
    EXPECT_EQ(middle_of(ramp(count), 10.0), ramp(count)) << count;
}

}  // namespace
}  // namespace airmark::tools
