#include "tools/common/nearest_word.h"

#include <gmock/gmock.h>

#include <vector>

namespace airmark::tools {
namespace {

using ::testing::Eq;
using ::testing::Optional;

const std::vector<std::string> kWords = {"live.window", "live.interval", "tag.window"};

TEST(NearestWord, FindsOneSlipOfTheFinger) {
  EXPECT_THAT(nearest_word("live.windwo", kWords), Optional(Eq("live.window")));     // swapped
  EXPECT_THAT(nearest_word("live.intrval", kWords), Optional(Eq("live.interval")));  // left out
  EXPECT_THAT(nearest_word("live.windoww", kWords), Optional(Eq("live.window")));    // doubled
  EXPECT_THAT(nearest_word("tag.wundow", kWords), Optional(Eq("tag.window")));       // replaced
}

TEST(NearestWord, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(nearest_word("bedrock.region", kWords), std::nullopt);
  EXPECT_EQ(nearest_word("", kWords), std::nullopt);
  EXPECT_EQ(nearest_word("live.window", {}), std::nullopt);
}

TEST(NearestWord, CountsASwapOfNeighboursOnce) {
  // Two of six letters as a swap and a change; as three replacements it would be too far.
  EXPECT_THAT(nearest_word("badcef", std::vector<std::string>{"abdcxf"}), Optional(Eq("abdcxf")));
  EXPECT_EQ(nearest_word("badcef", std::vector<std::string>{"abcdxf"}), std::nullopt);
}

TEST(NearestWord, TakesTheNearer) {
  const std::vector<std::string> words = {"show", "shows"};
  EXPECT_THAT(nearest_word("shwos", words), Optional(Eq("shows")));
}

TEST(NearestWord, AsksOnlyWhereThereIsAnAnswer) {
  EXPECT_EQ(did_you_mean("tag.windw", kWords), "; did you mean tag.window?");
  EXPECT_EQ(did_you_mean("volume", kWords), "");
}

}  // namespace
}  // namespace airmark::tools
