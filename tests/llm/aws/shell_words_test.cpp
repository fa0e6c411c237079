#include "llm/aws/shell_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace airmark::llm {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

TEST(ShellWords, AreWhatAShellWouldPass) {
  EXPECT_THAT(shell_words(" tool  --profile\tradio \n"),
              Optional(ElementsAre("tool", "--profile", "radio")));
  EXPECT_THAT(shell_words(R"('/opt/my tool' "a b"c d\ e '')"),
              Optional(ElementsAre("/opt/my tool", "a bc", "d e", "")));
  EXPECT_THAT(shell_words(R"("\"x\\ \n" '\"')"), Optional(ElementsAre(R"("x\ \n)", R"(\")")));
  EXPECT_THAT(shell_words("  "), Optional(IsEmpty()));
}

TEST(ShellWords, DoNothingElseThatAShellDoes) {
  EXPECT_THAT(shell_words("a $HOME `b` $(c) *; d | e > f & # g"),
              Optional(ElementsAre("a", "$HOME", "`b`", "$(c)", "*;", "d", "|", "e", ">", "f", "&",
                                   "#", "g")));
}

TEST(ShellWords, WantClosedQuotes) {
  for (const char* text : {"'a", "\"a", "a\\", "\"a\\\"", "a 'b\""})
    EXPECT_FALSE(shell_words(text)) << text;
}

}  // namespace
}  // namespace airmark::llm
