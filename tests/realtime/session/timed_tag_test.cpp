#include "realtime/session/timed_tag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::realtime {
namespace {

using ::testing::IsEmpty;
using testing::ScriptedTagger;
using testing::tag_set;

Result<TagSet> tagged(Tagger& tagger, double audible_ratio) {
  WindowAnalysis analysis;
  analysis.audible_ratio = audible_ratio;
  return timed_tag(tagger, analysis, {}, {});
}

TagSet full_answer() {
  TagSet tags = tag_set("jazz", 0.9, "bedrock");
  tags.reasoning = "It swings.";
  tags.key_indicators = {{"tempo", 120.0, 0.0}};
  tags.components = {{"bedrock", 1.0, tags.tags}};
  tags.model = "some.model";
  tags.cost_usd = 0.01;
  return tags;
}

TEST(TimedTag, WritesHowLongTheTaggerTook) {
  ScriptedTagger tagger([](const WindowAnalysis&, const std::stop_token&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return full_answer();
  });
  const auto answer = tagged(tagger, 1.0);
  ASSERT_TRUE(answer);
  EXPECT_GE(answer.value().latency, std::chrono::milliseconds(10));
  EXPECT_EQ(answer.value().tags, full_answer().tags);
  EXPECT_EQ(answer.value().components, full_answer().components);
}

TEST(TimedTag, TakesTagsAwayInSilenceAndStillTellsWhoWasAskedAndWhatItCost) {
  ScriptedTagger tagger(full_answer());
  const auto answer = tagged(tagger, 0.01);
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer.value().tags, IsEmpty());
  EXPECT_THAT(answer.value().key_indicators, IsEmpty());
  EXPECT_THAT(answer.value().components, IsEmpty());
  EXPECT_EQ(answer.value().confidence, 0.0);
  EXPECT_EQ(answer.value().reasoning, "Nothing is audible.");
  EXPECT_EQ(answer.value().tagger_id, "bedrock");
  EXPECT_EQ(answer.value().model, "some.model");
  EXPECT_EQ(answer.value().cost_usd, 0.01);
}

TEST(TimedTag, LeavesAnEmptyAnswerToSilenceAsItIs) {
  TagSet empty;
  empty.tagger_id = "model";
  ScriptedTagger tagger(empty);
  const auto answer = tagged(tagger, 0.0);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().reasoning, "");
}

}  // namespace
}  // namespace airmark::realtime
