#include "tools/standin/known_keys.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(KnownKeys, BeginWithTheDocumentedExamples) {
  const KnownKeys keys = KnownKeys::examples();
  ASSERT_NE(keys.find("AKIDEXAMPLE"), nullptr);
  ASSERT_NE(keys.find("AKIAIOSFODNN7EXAMPLE"), nullptr);
  EXPECT_TRUE(keys.find("AKIDEXAMPLE")->session_token.empty());
  EXPECT_TRUE(keys.has_bearer_token("bedrock-api-key-EXAMPLE"));
  EXPECT_EQ(keys.find("other"), nullptr);
  EXPECT_FALSE(keys.has_bearer_token("other"));
}

TEST(KnownKeys, ReadFurtherOnesFromAFile) {
  KnownKeys keys = KnownKeys::examples();
  ASSERT_TRUE(keys.add("# mine\n\n  ID1:secret/+  \r\nID2:s:token\nbearer:key-1\n", "keys.txt"));
  EXPECT_EQ(keys.find("ID1")->secret_access_key, "secret/+");
  EXPECT_EQ(keys.find("ID2")->session_token, "token");
  EXPECT_TRUE(keys.has_bearer_token("key-1"));
  EXPECT_NE(keys.find("AKIDEXAMPLE"), nullptr);
}

TEST(KnownKeys, ReplaceAnIdThatComesAgain) {
  KnownKeys keys = KnownKeys::examples();
  ASSERT_TRUE(keys.add("AKIDEXAMPLE:other", "keys.txt"));
  EXPECT_EQ(keys.find("AKIDEXAMPLE")->secret_access_key, "other");
}

TEST(KnownKeys, NameTheLineThatIsWrongWithoutShowingIt) {
  for (const char* line : {"hush", "hush:", ":hush", "a:b:c:hush", "a:hu sh", "bearer:a:b:hush"}) {
    KnownKeys keys;
    const auto done = keys.add(std::string("ID:good\n") + line, "keys.txt");
    ASSERT_FALSE(done) << line;
    EXPECT_EQ(done.error().kind, ErrorKind::Configuration);
    EXPECT_TRUE(done.error().message.starts_with("keys.txt:2: ")) << done.error().message;
    EXPECT_EQ(done.error().message.find("hu"), std::string::npos);
  }
}

}  // namespace
}  // namespace airmark::tools
