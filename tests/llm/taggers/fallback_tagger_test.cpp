#include "llm/taggers/fallback_tagger.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/realtime/session/scripted_tagger.h"

namespace airmark::llm {
namespace {

using ::airmark::testing::ScriptedTagger;
using ::airmark::testing::tag_set;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Error kDown{ErrorKind::Unavailable, "The service is down."};

class FallbackTagger : public ::testing::Test {
 protected:
  FallbackTagger()
      : tagger_(make_fallback_tagger(
            std::make_unique<ScriptedTagger>(
                [this](const WindowAnalysis&, const std::stop_token&) { return first_; }),
            std::make_unique<ScriptedTagger>([this](const WindowAnalysis&, const std::stop_token&) {
              ++second_asked_;
              return second_;
            }),
            [this](const std::string& message) { told_.push_back(message); }, "bedrock")) {}
  Result<TagSet> ask(double audible_ratio = 1.0, std::stop_token stop = {}) {
    WindowAnalysis analysis;
    analysis.audible_ratio = audible_ratio;
    return tagger_->tag(analysis, {}, std::move(stop));
  }

  Result<TagSet> first_ = tag_set("blues", 0.8, "bedrock");
  Result<TagSet> second_ = tag_set("jazz", 0.5, "model");
  int second_asked_ = 0;
  std::vector<std::string> told_;
  std::unique_ptr<Tagger> tagger_;
};

TEST_F(FallbackTagger, LetsTheFirstAnswer) {
  const auto answer = ask();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().tagger_id, "bedrock");
  EXPECT_THAT(answer.value().components, IsEmpty());
  EXPECT_EQ(second_asked_, 0);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(FallbackTagger, LetsTheSecondAnswerAndSaysSo) {
  first_ = kDown;
  const auto answer = ask();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().tagger_id, "model");
  EXPECT_EQ(answer.value().tags, tag_set("jazz", 0.5).tags);
  EXPECT_THAT(answer.value().components, ElementsAre(TagComponent{"model", 1.0, {{"jazz", 0.5}}},
                                                     TagComponent{"bedrock", 0.0, {}}));
}

TEST_F(FallbackTagger, KeepsTheVoicesOfASecondThatIsMadeOfSeveral) {
  first_ = kDown;
  second_.value().components = {{"model", 0.5, {}}, {"heuristic", 0.5, {}}};
  const auto answer = ask();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().components.size(), 3U);
}

TEST_F(FallbackTagger, TellsAnOutageAndItsEndOnce) {
  first_ = kDown;
  for (int n = 0; n < 3; ++n) ASSERT_TRUE(ask());
  first_ = tag_set("blues", 0.8, "bedrock");
  for (int n = 0; n < 3; ++n) ASSERT_TRUE(ask());
  first_ = kDown;
  ASSERT_TRUE(ask());
  ASSERT_EQ(told_.size(), 3U);
  EXPECT_THAT(told_[0], AllOf(HasSubstr("\"bedrock\" fails"), HasSubstr("The service is down.")));
  EXPECT_THAT(told_[1], HasSubstr("answers again"));
  EXPECT_THAT(told_[2], HasSubstr("fails"));
}

TEST_F(FallbackTagger, TakesNeitherSilenceNorTheSecondsOwnAnswerForARecovery) {
  first_ = kDown;
  ASSERT_TRUE(ask());
  first_ = TagSet{};
  ASSERT_TRUE(ask(0.0));
  first_ = tag_set("jazz", 0.5, "model");
  ASSERT_TRUE(ask());
  EXPECT_EQ(told_.size(), 1U);
}

TEST_F(FallbackTagger, SaysBothWhereBothFail) {
  first_ = kDown;
  second_ = Error{ErrorKind::Internal, "It is broken."};
  const auto answer = ask();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(answer.error().message,
              AllOf(HasSubstr("The service is down."), HasSubstr("It is broken.")));
}

TEST_F(FallbackTagger, AsksNobodyElseWhenItIsToldToStop) {
  first_ = kDown;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(ask(1.0, stop.get_token()));
  EXPECT_EQ(second_asked_, 0);
  EXPECT_THAT(told_, IsEmpty());
}

}  // namespace
}  // namespace airmark::llm
