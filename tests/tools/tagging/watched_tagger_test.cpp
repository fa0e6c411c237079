#include "tools/tagging/watched_tagger.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/llm/music_fixture.h"
#include "tests/llm/taggers/scripted_chat.h"

namespace airmark::tools {
namespace {

using llm::CallFailure;
using llm::testing::call_error;
using llm::testing::Outcome;
using ::testing::ElementsAre;

class WatchedTaggerTest : public ::testing::Test {
 protected:
  Result<TagSet> tag(const Outcome& outcome, std::stop_token stop = {}) {
    llm::LlmTaggerSetup setup;
    setup.tagger_id = "bedrock";
    setup.model = std::make_shared<llm::testing::ScriptedChat>(outcome);
    setup.prompts =
        std::make_shared<const llm::PromptLibrary>(llm::PromptLibrary::built_in().value());
    setup.genres = llm::testing::ten_genres();
    setup.cache = cache_;
    const WindowAnalysis song = llm::testing::song();
    return make_watched_tagger(std::move(setup), watch_,
                               [&](const std::string& message) { told_.push_back(message); })
        ->tag(song, analysis::describe(song), std::move(stop));
  }

  std::shared_ptr<AnswerWatch> watch_ = std::make_shared<AnswerWatch>("bedrock");
  std::shared_ptr<llm::ReplyCache> cache_;
  std::vector<std::string> told_;
};

TEST_F(WatchedTaggerTest, TellsOnceThatTheModelFailsAndOnceThatItAnswersAgain) {
  for (int n = 0; n < 3; ++n)
    EXPECT_FALSE(tag(call_error(CallFailure::ServerFault, ErrorKind::Unavailable, "no reply")));
  for (int n = 0; n < 2; ++n) EXPECT_TRUE(tag(llm::testing::genre_answer("pop")));
  EXPECT_THAT(told_, ElementsAre("bedrock fails: no reply; the local tagger answers in its place",
                                 "bedrock answers again"));
  EXPECT_EQ(watch_->fault_count(), 3);
}

TEST_F(WatchedTaggerTest, TakesAnAnswerOfTheCacheForNoneOfTheModel) {
  cache_ = std::make_shared<llm::testing::MemoryCache>();
  EXPECT_TRUE(tag(llm::testing::genre_answer("pop")));
  auto kept = std::exchange(cache_, nullptr);
  EXPECT_FALSE(tag(call_error(CallFailure::ServerFault, ErrorKind::Unavailable, "no reply")));
  cache_ = std::move(kept);
  EXPECT_TRUE(tag(call_error(CallFailure::ServerFault, ErrorKind::Unavailable, "no reply")));
  EXPECT_EQ(told_.size(), 1u);
}

TEST_F(WatchedTaggerTest, TakesTheOwnersCeilingForNoFault) {
  EXPECT_FALSE(tag(call_error(CallFailure::OverBudget, ErrorKind::Refused, "enough")));
  EXPECT_EQ(told_.size(), 1u);
  EXPECT_EQ(watch_->fault_count(), 0);
  EXPECT_FALSE(tag(call_error(CallFailure::NoAccess, ErrorKind::Refused, "no rights")));
  EXPECT_EQ(watch_->fault_count(), 1);
}

TEST_F(WatchedTaggerTest, TakesALedgerThatCannotBeWrittenForAFault) {
  EXPECT_FALSE(tag(call_error(CallFailure::OverBudget, ErrorKind::InputOutput, "disk full")));
  EXPECT_EQ(watch_->fault_count(), 1);
}

TEST_F(WatchedTaggerTest, TakesAReplyThatCannotBeReadForAFault) {
  EXPECT_FALSE(tag(llm::testing::chat_answer("I would rather not say.")));
  EXPECT_EQ(watch_->fault_count(), 1);
}

TEST_F(WatchedTaggerTest, SaysNothingOfWhatWasGivenUp) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(
      tag(call_error(CallFailure::Stopped, ErrorKind::Refused, "stopped"), stop.get_token()));
  EXPECT_EQ(watch_->fault_count(), 0);
  EXPECT_TRUE(told_.empty());
}

TEST(AnswerWatch, TellsTheThreadThatMeetsAnOutageAndNoOther) {
  AnswerWatch watch("bedrock");
  std::vector<std::string> first, second;
  const Tell tell_first = [&](const std::string& message) { first.push_back(message); };
  const Tell tell_second = [&](const std::string& message) { second.push_back(message); };
  watch.failed({ErrorKind::Unavailable, "no reply"}, false, tell_first);
  watch.failed({ErrorKind::Unavailable, "no reply"}, false, tell_second);
  watch.answered(tell_second);
  EXPECT_EQ(first.size(), 1u);
  EXPECT_THAT(second, ElementsAre("bedrock answers again"));
}

TEST(AnswerWatch, OnlyCountsWhereNobodyListens) {
  AnswerWatch watch("bedrock");
  watch.failed({ErrorKind::Unavailable, "no reply"}, false, {});
  watch.answered({});
  watch.note_fault();
  EXPECT_EQ(watch.fault_count(), 2);
}

}  // namespace
}  // namespace airmark::tools
