#include "tools/tagging/tagger_spec.h"

#include <gmock/gmock.h>

#include "llm/prompt/prompt.h"

namespace airmark::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TaggerSpec read(std::string_view text) {
  const auto spec = parse_tagger_spec(text, llm::prompt_strategies());
  EXPECT_TRUE(spec) << spec.error().message;
  return spec ? spec.value() : TaggerSpec{};
}

std::string fault(std::string_view text) {
  const auto spec = parse_tagger_spec(text, llm::prompt_strategies());
  if (spec) return "read";
  EXPECT_EQ(spec.error().kind, ErrorKind::Usage);
  return spec.error().message;
}

TEST(TaggerSpec, IsANameAloneForEachTagger) {
  for (const std::string& name : tagger_names()) EXPECT_EQ(read(name), (TaggerSpec{name, "", ""}));
}

TEST(TaggerSpec, KnowsWhoMayCostSomething) {
  for (const char* costly : {"bedrock", "openai:llama3.2", "cascade:mixtral/hybrid"})
    EXPECT_TRUE(asks_llm(costly)) << costly;
  for (const char* free : {"local", "model", "heuristic", "", "bedrocks"})
    EXPECT_FALSE(asks_llm(free)) << free;
}

TEST(TaggerSpec, TakesAModelAndAStrategyApart) {
  EXPECT_EQ(read("cascade:mixtral"), (TaggerSpec{"cascade", "mixtral", ""}));
  EXPECT_EQ(read("bedrock:claude_haiku/hybrid"), (TaggerSpec{"bedrock", "claude_haiku", "hybrid"}));
  EXPECT_EQ(read("openai:llama3.2/zero-shot"), (TaggerSpec{"openai", "llama3.2", "zero-shot"}));
}

TEST(TaggerSpec, LeavesColonsAndSlashesToTheModel) {
  const std::string id = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
  const std::string arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + id;
  EXPECT_EQ(read("bedrock:" + id), (TaggerSpec{"bedrock", id, ""}));
  EXPECT_EQ(read("bedrock:" + arn), (TaggerSpec{"bedrock", arn, ""}));
  EXPECT_EQ(read("bedrock:" + arn + "/grounded"), (TaggerSpec{"bedrock", arn, "grounded"}));
  EXPECT_EQ(read("openai:meta-llama/Llama-3.2-3B"),
            (TaggerSpec{"openai", "meta-llama/Llama-3.2-3B", ""}));
  EXPECT_EQ(read("openai:org/hybrid/few-shot"), (TaggerSpec{"openai", "org/hybrid", "few-shot"}));
}

TEST(TaggerSpec, KnowsTheStrategiesItIsGiven) {
  const std::vector<std::string> strategies{"my-own"};
  const auto spec = parse_tagger_spec("bedrock:mixtral/my-own", strategies);
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec.value().strategy, "my-own");
}

TEST(TaggerSpec, NamesTheNearestTagger) {
  EXPECT_THAT(fault("bedrok:mixtral"),
              AllOf(HasSubstr("there is no tagger 'bedrok:mixtral'"), HasSubstr("cascade"),
                    HasSubstr("did you mean bedrock?")));
}

TEST(TaggerSpec, NamesTheStrategyThatAlmostStandsThere) {
  EXPECT_THAT(fault("openai:llama3.2/zero-shott"), HasSubstr("did you mean zero-shot?"));
}

TEST(TaggerSpec, RefusesAModelWhereThereIsNoneToName) {
  for (const char* text : {"", "local:mixtral", "bedrock:", "bedrock:/hybrid", "bedrock/hybrid",
                           "openai:x/", "model:/tmp/model.json"}) {
    EXPECT_FALSE(is_tagger_spec(text)) << text;
    EXPECT_NE(fault(text), "read") << text;
  }
}

}  // namespace
}  // namespace airmark::tools
