#include "llm/taggers/cascade_tagger.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Ten aspects; `changed` of them have another word than music number 0.
Description music(int changed) {
  Description description;
  for (int n = 0; n < 10; ++n)
    description.statements.push_back({DescriptionLevel::Low,
                                      "aspect" + std::to_string(n),
                                      n < changed ? "other" : "usual",
                                      "",
                                      {}});
  return description;
}

constexpr int kSameMusic = 2;   // of ten words: 0.2 < 0.3
constexpr int kOtherMusic = 8;  // and 6 away from kSameMusic

class CascadeTagger : public ::testing::Test {
 protected:
  void use(const CascadeRules& rules = {}) {
    cascade_ = make_cascade_tagger(
        std::make_unique<ScriptedTagger>(
            [this](const WindowAnalysis&, const std::stop_token&) { return local_; }),
        std::make_unique<ScriptedTagger>(
            [this](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
              ++asked_;
              return other_;
            }),
        rules);
  }
  /// What comes of the next window of the stream, 30 s long.
  Result<TagSet> outcome(const std::string& tag, double confidence, int changed = 0) {
    if (!cascade_) use();
    local_ = tag_set(tag, confidence, "model");
    return cascade_->tag(window(), music(changed), {});
  }
  TagSet hear(const std::string& tag, double confidence, int changed = 0) {
    Result<TagSet> answer = outcome(tag, confidence, changed);
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
    return answer ? std::move(answer).value() : TagSet{};
  }
  WindowAnalysis window() {
    constexpr std::int64_t kFrames = 30 * kAnalysisRateHz;
    WindowAnalysis analysis;
    analysis.window = {kFrames * window_count_++, kFrames, kAnalysisRateHz};
    analysis.audible_ratio = audible_ratio_;
    return analysis;
  }
  static TagSet paid(const std::string& tag) {
    TagSet tags = tag_set(tag, 0.8, "bedrock");
    tags.model = "some.model/hybrid";
    tags.reasoning = "It sounds like it.";
    tags.usage = {1000, 100};
    tags.cost_usd = 0.001;
    return tags;
  }

  std::unique_ptr<Tagger> cascade_;
  TagSet local_;
  Result<TagSet> other_ = paid("blues");
  int asked_ = 0;
  std::int64_t window_count_ = 0;
  double audible_ratio_ = 1.0;
};

TEST_F(CascadeTagger, LeavesASureLocalAnswerAsItIs) {
  for (int n = 0; n < 5; ++n) {
    const TagSet answer = hear("jazz", 0.6);
    EXPECT_EQ(answer.tagger_id, "model");
    EXPECT_THAT(answer.components, IsEmpty());
  }
  EXPECT_EQ(asked_, 0);
}

TEST_F(CascadeTagger, AsksWhereTheLocalTaggerIsUnsureAndShowsBothVoices) {
  const TagSet answer = hear("jazz", 0.59);
  EXPECT_EQ(answer.tagger_id, "cascade");
  EXPECT_EQ(answer.tags, paid("blues").tags);
  EXPECT_EQ(answer.confidence, 0.8);
  EXPECT_EQ(answer.model, "some.model/hybrid");
  EXPECT_EQ(answer.reasoning, "It sounds like it.");
  EXPECT_EQ(answer.usage, (TokenUsage{1000, 100}));
  EXPECT_EQ(answer.cost_usd, 0.001);
  EXPECT_THAT(answer.components, ElementsAre(TagComponent{"model", 0.0, {{"jazz", 0.59}}},
                                             TagComponent{"bedrock", 1.0, {{"blues", 0.8}}}));
}

TEST_F(CascadeTagger, HoldsTheAnswerAtNoCostWhileTheSameMusicGoesOn) {
  hear("jazz", 0.4);
  for (int n = 0; n < 20; ++n) {
    const TagSet held = hear("jazz", 0.5, n % 2 == 0 ? 0 : kSameMusic);
    EXPECT_EQ(held.tagger_id, "cascade");
    EXPECT_EQ(held.tags, paid("blues").tags);
    EXPECT_EQ(held.cost_usd, 0.0);
    EXPECT_EQ(held.usage, TokenUsage{});
    EXPECT_THAT(held.components, ElementsAre(TagComponent{"model", 0.0, {{"jazz", 0.5}}},
                                             TagComponent{"bedrock", 1.0, {{"blues", 0.8}}}));
  }
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, AsksOnceMoreWhereTheMusicChangedForTwoWindows) {
  hear("jazz", 0.4);
  EXPECT_EQ(hear("jazz", 0.4, kOtherMusic).tagger_id, "cascade");
  EXPECT_EQ(asked_, 1);
  other_ = paid("metal");
  EXPECT_EQ(hear("jazz", 0.4, kOtherMusic).tags.at(0).tag, "metal");
  EXPECT_EQ(hear("jazz", 0.4, kOtherMusic).tags.at(0).tag, "metal");
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, AsksOfChangedMusicThoughTheLocalTaggerIsSure) {
  hear("jazz", 0.9);
  hear("jazz", 0.9, kOtherMusic);
  EXPECT_EQ(asked_, 0);
  EXPECT_EQ(hear("jazz", 0.9, kOtherMusic).tagger_id, "cascade");
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, AsksWhereTheTagWouldFlipAndOnceForEachWayItSways) {
  hear("jazz", 0.9);
  EXPECT_EQ(hear("rock", 0.9).tags.at(0).tag, "blues");
  EXPECT_EQ(asked_, 1);
  for (int n = 0; n < 10; ++n) {
    hear("jazz", 0.9);
    hear("rock", 0.9);
  }
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, HoldsTheAnswerWhereAnUnsureTaggerSways) {
  hear("jazz", 0.4);
  EXPECT_EQ(hear("rock", 0.4).tags.at(0).tag, "blues");
  EXPECT_EQ(hear("metal", 0.5).tags.at(0).tag, "blues");
  EXPECT_EQ(asked_, 1);
  other_ = paid("metal");
  EXPECT_EQ(hear("rock", 0.7).tags.at(0).tag, "metal");
  EXPECT_EQ(hear("country", 0.4).tags.at(0).tag, "metal");
  EXPECT_EQ(hear("jazz", 0.4).tags.at(0).tag, "blues");
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, AsksOfAFlipOnlyWhenTheMusicHasSettled) {
  hear("jazz", 0.9);
  const TagSet between = hear("rock", 0.9, kOtherMusic);
  EXPECT_EQ(between.tagger_id, "model");
  EXPECT_EQ(asked_, 0);
  EXPECT_EQ(hear("rock", 0.9, kOtherMusic).tagger_id, "cascade");
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, TakesAnOddWindowForNoChange) {
  hear("jazz", 0.4);
  for (int n = 0; n < 10; ++n) {
    hear("jazz", 0.4, kOtherMusic);
    hear("jazz", 0.4);
  }
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, LeavesASureAnswerThatAgreesWithTheOneTold) {
  hear("jazz", 0.4);
  EXPECT_EQ(hear("blues", 0.7).tagger_id, "model");
  EXPECT_EQ(hear("jazz", 0.7).tagger_id, "cascade");
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, PassesAFailureOnAndThenHoldsNothing) {
  hear("jazz", 0.4);
  other_ = Error{ErrorKind::Unavailable, "The service is down."};
  const auto failed = outcome("rock", 0.9);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "The service is down.");
  EXPECT_FALSE(outcome("jazz", 0.4));
  EXPECT_EQ(asked_, 3);
  other_ = paid("metal");
  EXPECT_EQ(hear("jazz", 0.4).tags.at(0).tag, "metal");
}

TEST_F(CascadeTagger, AsksNobodyOfSilence) {
  hear("jazz", 0.4);
  audible_ratio_ = 0.0;
  EXPECT_EQ(hear("", 0.0, kOtherMusic).tagger_id, "model");
  audible_ratio_ = 1.0;
  EXPECT_EQ(hear("jazz", 0.4).tagger_id, "cascade");
  EXPECT_EQ(asked_, 1);
}

TEST_F(CascadeTagger, BeginsAfreshWithANewStream) {
  hear("jazz", 0.9);
  window_count_ = 0;
  EXPECT_EQ(hear("rock", 0.9, kOtherMusic).tagger_id, "model");
  EXPECT_EQ(asked_, 0);
  hear("rock", 0.4, kOtherMusic);
  window_count_ = 0;
  EXPECT_GT(hear("rock", 0.4, kOtherMusic).cost_usd, 0.0);
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, PassesOnThatTheLocalTaggerFails) {
  auto cascade =
      make_cascade_tagger(std::make_unique<ScriptedTagger>(
                              [](const WindowAnalysis&, const std::stop_token&) -> Result<TagSet> {
                                return Error{ErrorKind::Internal, "It is broken."};
                              }),
                          std::make_unique<ScriptedTagger>(paid("blues")), CascadeRules{});
  const auto answer = cascade->tag(window(), music(0), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, "It is broken.");
}

TEST_F(CascadeTagger, AsksNoMoreThanItIsAllowedAndAnswersLocallyInstead) {
  use({.sure_from = 0.6, .changed_from = 0.3, .most_per_hour = 2.0});
  int local_answers = 0;
  for (int n = 0; n < 120; ++n) {  // an hour in which each second window is other music
    const int changed = n / 2 % 2 == 0 ? 0 : kOtherMusic;
    local_answers += hear("jazz", 0.4, changed).tagger_id == "model" ? 1 : 0;
  }
  EXPECT_EQ(asked_, 3);
  EXPECT_GT(local_answers, 0);
}

TEST_F(CascadeTagger, LosesNoQuestionToAnOutage) {
  use({.sure_from = 0.6, .changed_from = 0.3, .most_per_hour = 2.0});
  other_ = Error{ErrorKind::Unavailable, "The service is down."};
  for (int n = 0; n < 20; ++n) EXPECT_FALSE(outcome("jazz", 0.4)) << n;
  EXPECT_EQ(asked_, 20);
  other_ = paid("blues");
  EXPECT_EQ(hear("jazz", 0.4).tagger_id, "cascade");
  hear("jazz", 0.4, kOtherMusic);
  hear("jazz", 0.4, kOtherMusic);
  EXPECT_EQ(asked_, 22);
}

TEST_F(CascadeTagger, AsksOfChangedMusicAgainUntilThereIsAnAnswer) {
  hear("jazz", 0.9);
  hear("jazz", 0.9, kOtherMusic);
  other_ = Error{ErrorKind::Unavailable, "The service is down."};
  EXPECT_FALSE(outcome("jazz", 0.9, kOtherMusic));
  other_ = paid("blues");
  EXPECT_EQ(hear("jazz", 0.9, kOtherMusic).tagger_id, "cascade");
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, LosesAQuestionToAnAnswerOfNoUse) {
  use({.sure_from = 0.6, .changed_from = 0.3, .most_per_hour = 2.0});
  other_ = Error{ErrorKind::BadReply, "The answer names no genre."};
  for (int n = 0; n < 20; ++n) static_cast<void>(outcome("jazz", 0.4));
  EXPECT_EQ(asked_, 2);
}

TEST_F(CascadeTagger, SparesItsQuestionsForWhatPresses) {
  use({.sure_from = 0.6, .changed_from = 0.3, .most_per_hour = 4.0});
  other_ = paid("jazz");  // agrees, so that nothing would flip
  const auto play = [&](double confidence, int changed) {
    hear("jazz", confidence, changed);
    hear("jazz", confidence, changed);
  };
  for (int n = 0; n < 6; ++n) play(0.9, n % 2 == 0 ? 0 : kOtherMusic);
  const int spare = asked_;
  EXPECT_EQ(spare, 3);
  play(0.4, 0);
  EXPECT_EQ(asked_, spare + 1);
}

}  // namespace
}  // namespace airmark::llm
