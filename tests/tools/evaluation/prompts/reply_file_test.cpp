#include "tools/evaluation/prompts/reply_file.h"

#include <gmock/gmock.h>

namespace airmark::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string refusal(const std::string& text) {
  const auto file = parse_replies(text, "their/answers.jsonl");
  if (file) return "";
  EXPECT_EQ(file.error().kind, ErrorKind::BadData);
  return file.error().message;
}

TEST(ReplyFile, ReadsRepliesAndWhatIsKnownOfThem) {
  const auto file = parse_replies(
      "{\"id\":\"a\",\"reply\":\"jazz\"}\r\n\n"
      "{\"id\":\"b\",\"reply\":\"\",\"model\":\"big\",\"input_tokens\":900,\"output_tokens\":70,"
      "\"cost_usd\":0.002,\"mood\":[1]}",
      "their/answers.jsonl");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file.value().tagger, "replies:answers");
  EXPECT_EQ(file.value().sha256.size(), 64U);
  ASSERT_EQ(file.value().replies.size(), 2U);
  EXPECT_EQ(file.value().replies.at("a").text, "jazz");
  EXPECT_EQ(file.value().replies.at("a").line, 1U);
  const GivenReply& second = file.value().replies.at("b");
  EXPECT_EQ(second.line, 3U);
  EXPECT_EQ(second.model, "big");
  EXPECT_EQ(second.usage, (TokenUsage{900, 70}));
  EXPECT_EQ(second.cost_usd, 0.002);
}

TEST(ReplyFile, NamesFileAndLineOfWhatItCannotUse) {
  const std::string good = "{\"id\":\"a\",\"reply\":\"jazz\"}\n";
  EXPECT_THAT(refusal(good + "jazz\n"), StartsWith("their/answers.jsonl, line 2: it is no JSON"));
  EXPECT_THAT(refusal(good + "[1]"), HasSubstr("line 2: it is no JSON object"));
  EXPECT_THAT(refusal("{\"reply\":\"jazz\"}"), HasSubstr("line 1: the text \"id\""));
  EXPECT_THAT(refusal("{\"id\":\"\",\"reply\":\"jazz\"}"), HasSubstr("the text \"id\""));
  EXPECT_THAT(refusal("{\"id\":\"a\",\"reply\":{}}"), HasSubstr("the text \"reply\""));
  EXPECT_THAT(refusal(good + good), HasSubstr("line 2: the id 'a' has a reply already, in line 1"));
  const std::string head = "{\"id\":\"a\",\"reply\":\"jazz\",";
  EXPECT_THAT(refusal(head + "\"input_tokens\":-1}"), HasSubstr("\"input_tokens\" is no whole"));
  EXPECT_THAT(refusal(head + "\"output_tokens\":9e9}"), HasSubstr("\"output_tokens\""));
  EXPECT_THAT(refusal(head + "\"cost_usd\":\"1\"}"), HasSubstr("\"cost_usd\" is no number"));
  EXPECT_THAT(refusal(head + "\"model\":1}"), HasSubstr("\"model\" is no text"));
  EXPECT_THAT(refusal("\n"), HasSubstr("holds no reply"));
}

}  // namespace
}  // namespace airmark::tools
