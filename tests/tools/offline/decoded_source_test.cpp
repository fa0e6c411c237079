#include "tools/offline/decoded_source.h"

#include <gtest/gtest.h>

#include "tests/tools/perturbation/sounds.h"

namespace airmark::tools {
namespace {

TEST(DecodedSource, GivesBackWhatWasDecoded) {
  const DecodedSound sound = noise(48000, 20000, 2);  // more than two blocks
  const auto source = source_of(sound);
  EXPECT_EQ(source->channel_count(), 2);
  EXPECT_EQ(source->frame_count(), 20000);
  const auto again = decode(*source, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value(), sound);
}

TEST(DecodedSource, EndsWhereStopWasRequested) {
  std::stop_source stop;
  stop.request_stop();
  const auto none = decode(*source_of(noise(48000, 100)), stop.get_token());
  ASSERT_TRUE(none);
  EXPECT_EQ(none.value().frame_count(), 0U);
}

}  // namespace
}  // namespace airmark::tools
