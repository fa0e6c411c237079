#include "llm/providers/reply_json.h"

#include <gtest/gtest.h>

#include <limits>

namespace airmark::llm {
namespace {

TEST(ReplyJson, HasWhatIsThereAndNothingElse) {
  const auto json = ReplyJson::parse(R"({"a":{"b":["x",{"z":1,"y":[2.9,-1,1e99]}]},"n":null})");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->text("/a/b/0"), "x");
  EXPECT_EQ(json->size("/a/b"), 2U);
  EXPECT_TRUE(json->is_object("/a/b/1"));
  EXPECT_FALSE(json->is_array("/a/b/1"));
  EXPECT_TRUE(json->is_array("/a/b"));
  EXPECT_FALSE(json->is_object("/a/b"));
  EXPECT_EQ(json->json("/a/b/1"), R"({"z":1,"y":[2.9,-1,1e+99]})");
  EXPECT_EQ(json->count("/a/b/1/z"), 1);
  EXPECT_EQ(json->count("/a/b/1/y/0"), 2);
  EXPECT_EQ(json->count("/a/b/1/y/2"), std::numeric_limits<int>::max());
  for (const char* place : {"/b", "/a/b/7", "/a/b/x", "/a/b/-", "/a/b/01", "/n/a", "/a/b/0/c"}) {
    EXPECT_FALSE(json->text(place)) << place;
    EXPECT_FALSE(json->json(place)) << place;
    EXPECT_EQ(json->size(place), 0U) << place;
  }
  EXPECT_FALSE(json->count("/a/b/1/y/1"));
  EXPECT_FALSE(json->count("/a/b/0"));
  EXPECT_FALSE(json->text("/n"));
}

TEST(ReplyJson, IsAnObjectOrNothing) {
  for (const char* text :
       {"", "null", "[]", "7", "\"a\"", "{", "{}x", "<html>", "{\"a\":\"\xFF\"}"})
    EXPECT_FALSE(ReplyJson::parse(text)) << text;
  EXPECT_TRUE(ReplyJson::parse("{}"));
}

TEST(ReplyJson, LeavesOutWhatIsNestedBeyondReason) {
  const std::string deep(1'000'000, '[');
  EXPECT_FALSE(ReplyJson::parse("{\"a\":" + deep));
  const auto json =
      ReplyJson::parse("{\"a\":" + deep + std::string(1'000'000, ']') + ",\"b\":\"c\"}");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->text("/b"), "c");
  EXPECT_LT(json->json("/a").value_or("").size(), 200U);
}

}  // namespace
}  // namespace airmark::llm
