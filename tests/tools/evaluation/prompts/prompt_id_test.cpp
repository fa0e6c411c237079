#include "tools/evaluation/prompts/prompt_id.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(PromptId, FollowsFromTheSoundAndDoesNotShowIt) {
  const std::string id = clip_id("abc");
  EXPECT_EQ(id, clip_id("abc"));
  EXPECT_NE(id, clip_id("abd"));
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(id.find("abc"), std::string::npos);
}

TEST(PromptId, NumbersWindowsOnlyWhereThereAreSeveral) {
  const std::string clip = clip_id("abc");
  EXPECT_EQ(prompt_id("abc", 0, 1), clip);
  EXPECT_EQ(prompt_id("abc", 0, 2), clip + "-1");
  EXPECT_EQ(prompt_id("abc", 1, 2), clip + "-2");
  EXPECT_EQ(clip_id_of(prompt_id("abc", 1, 2)), clip);
  EXPECT_EQ(clip_id_of(clip), clip);
}

}  // namespace
}  // namespace airmark::tools
