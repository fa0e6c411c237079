#include "tools/standin/schema_rules.h"

#include <gtest/gtest.h>

#include "llm/prompt/answer_schema.h"
#include "tools/standin/json_depth.h"

namespace airmark::tools {
namespace {

TEST(SchemaRules, TakeTheSchemaThatAirmarkSends) {
  EXPECT_FALSE(schema_fault(llm::answer_schema({"blues", "jazz"})));
}

TEST(SchemaRules, NameWhatBedrockRefuses) {
  const auto names = [](const char* schema, const char* word) {
    const auto fault = schema_fault(schema);
    return fault && fault->find(word) != fault->npos;
  };
  EXPECT_TRUE(names("no json", "not a JSON object"));
  EXPECT_TRUE(names("[]", "not a JSON object"));
  EXPECT_TRUE(names(R"({"type": "object"})", "additionalProperties"));
  EXPECT_TRUE(names(R"({"type": "object", "additionalProperties": true})", "additionalProperties"));
  EXPECT_TRUE(names(R"({"type": "object", "additionalProperties": false, "properties":
                    {"a": {"type": "array", "items": {"type": "object"}}}})",
                    "additionalProperties"));
  EXPECT_TRUE(names(R"({"type": "number", "minimum": 0})", "'minimum'"));
  EXPECT_TRUE(names(R"({"type": "integer", "multipleOf": 2})", "'multipleOf'"));
  EXPECT_TRUE(names(R"({"type": "array", "maxItems": 3})", "maxItems"));
}

TEST(SchemaRules, GiveUpOnASchemaWithoutEnd) {
  std::string deep;
  for (int n = 0; n < 10000; ++n) deep += "{\"items\":";
  deep += "1" + std::string(10000, '}');
  EXPECT_TRUE(schema_fault(deep));
}

TEST(JsonDepth, CountsBracketsOutsideOfStrings) {
  EXPECT_FALSE(nests_too_deeply(std::string(100, '[')));
  EXPECT_TRUE(nests_too_deeply(std::string(101, '[')));
  EXPECT_TRUE(nests_too_deeply(std::string(60, '[') + std::string(60, '{')));
  EXPECT_FALSE(nests_too_deeply("\"\\\"" + std::string(200, '[') + "\""));
  std::string side_by_side;
  for (int n = 0; n < 200; ++n) side_by_side += "[],";
  EXPECT_FALSE(nests_too_deeply(side_by_side));
}

}  // namespace
}  // namespace airmark::tools
