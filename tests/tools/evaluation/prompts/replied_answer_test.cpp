#include "tools/evaluation/prompts/replied_answer.h"

#include <gmock/gmock.h>

#include <vector>

#include "tests/support/hand_made_windows.h"
#include "tools/evaluation/prompts/prompt_id.h"

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;

ReplyFile file_of(const std::string& id, const std::string& reply) {
  ReplyFile file{"r.jsonl", "replies:r", "", {}};
  file.replies[id] = {.line = 3, .text = reply, .model = "big", .usage = {9, 1}, .cost_usd = 0.5};
  return file;
}

WindowAnalysis audible_window() {
  for (const auto& [name, window] : testing::hand_made_windows())
    if (!is_silent(window)) return window;
  ADD_FAILURE() << "every window is silent";
  return {};
}

TEST(RepliedAnswer, IsReadAsALanguageModelsIs) {
  const std::vector windows{audible_window()};
  const auto file =
      file_of(clip_id("abc"), "```json\n{\"genre\": \"Hip-Hop\", \"confidence\": 0.8}");
  const auto answer = replied_answer(file, "abc", windows);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(first_tag(answer.value()), "hiphop");
  EXPECT_EQ(answer.value().tagger_id, "replies");
  EXPECT_EQ(answer.value().model, "big");
  EXPECT_EQ(answer.value().usage, (TokenUsage{9, 1}));
  EXPECT_EQ(answer.value().cost_usd, 0.5);
}

TEST(RepliedAnswer, TellsAMissingReplyFromOneThatIsNone) {
  const std::vector windows{audible_window()};
  const auto missing = replied_answer(file_of("other", "jazz"), "abc", windows);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("no reply: r.jsonl"));
  const auto broken = replied_answer(file_of(clip_id("abc"), "I cannot say."), "abc", windows);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::BadReply);
  EXPECT_THAT(broken.error().message, HasSubstr("r.jsonl, line 3: "));
}

TEST(RepliedAnswer, NeedsAReplyForEachWindow) {
  const std::vector windows{audible_window(), audible_window()};
  ReplyFile file = file_of(prompt_id("abc", 0, 2), "jazz");
  EXPECT_FALSE(replied_answer(file, "abc", windows));
  file.replies[prompt_id("abc", 1, 2)] = {4, "jazz", "", {}, 0.0};
  const auto answer = replied_answer(file, "abc", windows);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(first_tag(answer.value()), "jazz");
}

TEST(RepliedAnswer, NeedsNoneForSilence) {
  const std::vector windows{WindowAnalysis{}};
  ASSERT_TRUE(is_silent(windows.front()));
  const auto answer = replied_answer(file_of("other", "jazz"), "abc", windows);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer.value().tags.empty());
}

TEST(RepliedAnswer, NoticesStrangersAndRefusesAFileOfThem) {
  ReplyFile file = file_of("stranger", "jazz");
  EXPECT_FALSE(notice_on_strangers(file, {clip_id("abc")}));
  file.replies[prompt_id("abc", 0, 2)] = {1, "jazz", "", {}, 0.0};
  const auto notice = notice_on_strangers(file, {clip_id("abc")});
  ASSERT_TRUE(notice && notice.value());
  EXPECT_THAT(*notice.value(), HasSubstr("r.jsonl, line 3: the id 'stranger'"));
  file.replies.erase("stranger");
  EXPECT_FALSE(notice_on_strangers(file, {clip_id("abc")}).value());
}

}  // namespace
}  // namespace airmark::tools
