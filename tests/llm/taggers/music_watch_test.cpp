#include "llm/taggers/music_watch.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace airmark::llm {
namespace {

Description words(const std::vector<std::pair<std::string, std::string>>& list) {
  Description description;
  for (const auto& [aspect, word] : list)
    description.statements.push_back({DescriptionLevel::Low, aspect, word, "", {}});
  return description;
}

const Description kOne = words({{"tempo", "fast"}, {"loudness", "loud"}, {"rhythm", "gentle"}});
const Description kOther = words({{"tempo", "slow"}, {"loudness", "quiet"}, {"rhythm", "gentle"}});

TEST(ChangedShare, CountsAspectsWithOtherWordsAmongAll) {
  EXPECT_EQ(changed_share(kOne, kOne), 0.0);
  EXPECT_DOUBLE_EQ(changed_share(kOne, kOther), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(changed_share(kOther, kOne), 2.0 / 3.0);
}

TEST(ChangedShare, CountsAnAspectThatOnlyOneSpeaksOf) {
  const Description less = words({{"tempo", "fast"}});
  EXPECT_DOUBLE_EQ(changed_share(kOne, less), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(changed_share(less, kOne), 2.0 / 3.0);
  EXPECT_EQ(changed_share(less, {}), 1.0);
  EXPECT_EQ(changed_share({}, {}), 0.0);
}

TEST(MusicWatch, IsSureOfAChangeAtTheSecondWindowRunning) {
  MusicWatch watch(0.5);
  EXPECT_EQ(watch.hear(kOne), MusicChange::Same);
  EXPECT_EQ(watch.hear(kOther), MusicChange::Perhaps);
  EXPECT_EQ(watch.hear(kOne), MusicChange::Same);
  EXPECT_EQ(watch.hear(kOther), MusicChange::Perhaps);
  EXPECT_EQ(watch.hear(kOther), MusicChange::Changed);
  EXPECT_EQ(watch.hear(kOther), MusicChange::Changed);
}

TEST(MusicWatch, ComparesWithWhatWasAskedAbout) {
  MusicWatch watch(0.5);
  watch.hear(kOne);
  watch.hear(kOther);
  watch.asked(kOther);
  EXPECT_EQ(watch.hear(kOther), MusicChange::Same);
  EXPECT_EQ(watch.hear(kOne), MusicChange::Perhaps);
  watch.forget();
  EXPECT_EQ(watch.hear(kOne), MusicChange::Same);
}

TEST(MusicWatch, TakesAShareBelowItsLimitForTheSameMusic) {
  MusicWatch watch(0.67);
  watch.hear(kOne);
  for (int n = 0; n < 3; ++n) EXPECT_EQ(watch.hear(kOther), MusicChange::Same);
}

}  // namespace
}  // namespace airmark::llm
