#include "tools/tagging/watched_tagger.h"

#include <gtest/gtest.h>

#include "tests/llm/music_fixture.h"
#include "tests/llm/taggers/scripted_chat.h"

namespace airmark::tools {
namespace {

using llm::CallFailure;
using llm::testing::call_error;
using llm::testing::Outcome;

class WatchedTaggerTest : public ::testing::Test {
 protected:
  Result<TagSet> tag(const Outcome& outcome, std::stop_token stop = {}) {
    llm::LlmTaggerSetup setup;
    setup.tagger_id = "bedrock";
    setup.model = std::make_shared<llm::testing::ScriptedChat>(outcome);
    setup.prompts =
        std::make_shared<const llm::PromptLibrary>(llm::PromptLibrary::built_in().value());
    setup.genres = llm::testing::ten_genres();
    const WindowAnalysis song = llm::testing::song();
    return make_watched_tagger(std::move(setup), missing_)
        ->tag(song, analysis::describe(song), std::move(stop));
  }

  std::shared_ptr<MissingAnswers> missing_ = std::make_shared<MissingAnswers>();
};

TEST_F(WatchedTaggerTest, CountsNothingWhereThereIsAnAnswer) {
  EXPECT_TRUE(tag(llm::testing::genre_answer("pop")));
  EXPECT_EQ(missing_->failed, 0);
  EXPECT_EQ(missing_->over_ceiling, 0);
}

TEST_F(WatchedTaggerTest, TellsTheOwnersCeilingFromAFault) {
  EXPECT_FALSE(tag(call_error(CallFailure::OverBudget, ErrorKind::Refused, "enough")));
  EXPECT_EQ(missing_->over_ceiling, 1);
  EXPECT_FALSE(tag(call_error(CallFailure::NoAccess, ErrorKind::Refused, "no rights")));
  EXPECT_EQ(missing_->failed, 1);
}

TEST_F(WatchedTaggerTest, CountsAReplyThatCannotBeRead) {
  EXPECT_FALSE(tag(llm::testing::chat_answer("I would rather not say.")));
  EXPECT_EQ(missing_->failed, 1);
}

TEST_F(WatchedTaggerTest, DoesNotCountWhatWasGivenUp) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(
      tag(call_error(CallFailure::Stopped, ErrorKind::Refused, "stopped"), stop.get_token()));
  EXPECT_EQ(missing_->failed, 0);
}

}  // namespace
}  // namespace airmark::tools
