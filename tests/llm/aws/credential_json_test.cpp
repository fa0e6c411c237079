#include "llm/aws/credential_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "llm/aws/aws_time.h"

namespace airmark::llm {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CredentialJson, GivesAllFields) {
  const auto keys = parse_process_credentials(
      R"({"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s e c", "SessionToken": "t",
          "Expiration": "2026-11-20T10:30:00Z", "Extra": [1]})");
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys.value().access_key_id, "AKID");
  EXPECT_EQ(keys.value().secret_access_key, "s e c");
  EXPECT_EQ(keys.value().session_token, "t");
  EXPECT_EQ(keys.value().expires, parse_time("2026-11-20T10:30:00Z"));
}

TEST(CredentialJson, NeedsNoTokenAndNoExpiry) {
  const auto keys = parse_process_credentials(
      R"({"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"s","SessionToken":null})");
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys.value().session_token, "");
  EXPECT_FALSE(keys.value().expires);
}

TEST(CredentialJson, IsRefusedWithAReasonThatHoldsNoSecret) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "not a JSON object"},
      {"TOPSECRET", "not a JSON object"},
      {R"(["TOPSECRET"])", "not a JSON object"},
      {R"({"AccessKeyId":"TOPSECRET","SecretAccessKey":"TOPSECRET"})", "\"Version\": 1"},
      {R"({"Version":2,"AccessKeyId":"TOPSECRET","SecretAccessKey":"x"})", "\"Version\": 1"},
      {R"({"Version":"1","AccessKeyId":"TOPSECRET","SecretAccessKey":"x"})", "\"Version\": 1"},
      {R"({"Version":1,"SecretAccessKey":"TOPSECRET"})", "AccessKeyId is missing"},
      {R"({"Version":1,"AccessKeyId":"TOPSECRET"})", "SecretAccessKey is missing"},
      {R"({"Version":1,"AccessKeyId":7,"SecretAccessKey":"TOPSECRET"})", "AccessKeyId is not text"},
      {R"({"Version":1,"AccessKeyId":"A\r\nTOPSECRET: x","SecretAccessKey":"x"})", "AccessKeyId"},
      {R"({"Version":1,"AccessKeyId":"A","SecretAccessKey":"x","SessionToken":"TOPSECRET\n"})",
       "SessionToken"},
      {R"({"Version":1,"AccessKeyId":"A","SecretAccessKey":"x","Expiration":"TOPSECRET"})",
       "Expiration is not a time"}};
  for (const auto& [json, reason] : cases) {
    const auto keys = parse_process_credentials(json);
    ASSERT_FALSE(keys) << json;
    EXPECT_THAT(keys.error().message, HasSubstr(reason));
    EXPECT_THAT(keys.error().message, Not(HasSubstr("TOPSECRET")));
  }
}

}  // namespace
}  // namespace airmark::llm
