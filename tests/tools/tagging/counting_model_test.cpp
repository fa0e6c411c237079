#include "tools/tagging/counting_model.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/llm/taggers/scripted_chat.h"

namespace airmark::tools {
namespace {

llm::Prompt prompt_about(const std::string& music) {
  return {.system = "Name it.",
          .user = music,
          .json_schema = "{}",
          .strategy = "hybrid",
          .version = 1,
          .max_output_tokens = 300};
}

llm::ModelEntry model_called(const std::string& id) {
  llm::ModelEntry model;
  model.id = id;
  return model;
}

CountingModel::Answers kept() { return {true, nullptr, "s"}; }

TEST(CountingModel, CountsWhatWouldBeSentAndAnsweredAtMost) {
  CountingModel model(model_called("m"), kept());
  const auto answer = model.ask(prompt_about("loud"), {});
  EXPECT_TRUE(std::holds_alternative<llm::CallError>(answer));
  model.ask(prompt_about("quiet"), {});
  const int tokens =
      llm::estimate_tokens(prompt_about("loud")) + llm::estimate_tokens(prompt_about("quiet"));
  EXPECT_EQ(model.count(), (CallCount{2, 0, tokens, 600, 0.0}));
}

TEST(CountingModel, DoesNotPayTwiceForOnePrompt) {
  CountingModel model(model_called("m"), kept());
  for (int n = 0; n < 3; ++n) model.ask(prompt_about("loud"), {});
  EXPECT_EQ(model.count().calls, 3);
  EXPECT_EQ(model.count().cached_calls, 2);
  EXPECT_EQ(model.count().most_output_tokens, 300);
}

TEST(CountingModel, PaysAgainWhereNoAnswerIsKept) {
  CountingModel model(model_called("m"), {});
  for (int n = 0; n < 3; ++n) model.ask(prompt_about("loud"), {});
  EXPECT_EQ(model.count().cached_calls, 0);
  EXPECT_EQ(model.count().most_output_tokens, 900);
}

TEST(CountingModel, KnowsWhatTheBudgetSetsAsideForTheDearestCall) {
  llm::ModelEntry model = model_called("m");
  model.input_usd_per_million = model.output_usd_per_million = 1.0;
  CountingModel counting(model, kept());
  counting.ask(prompt_about("loud"), {});
  const double one = counting.count().dearest_call_usd;
  EXPECT_GT(one, 300e-6);
  counting.ask(prompt_about(std::string(1000, 'x')), {});
  counting.ask(prompt_about("quiet"), {});
  EXPECT_NEAR(counting.count().dearest_call_usd, one + 996e-6, 1e-9);
}

TEST(CountingModel, FindsWhatEarlierRunsPaidFor) {
  const auto cache = std::make_shared<llm::testing::MemoryCache>();
  cache->store(llm::ReplyCache::key("s", "m", prompt_about("loud")), {});
  CountingModel model(model_called("m"), {true, cache, "s"});
  model.ask(prompt_about("loud"), {});
  EXPECT_EQ(model.count(), (CallCount{1, 1, 0, 0, 0.0}));
  CountingModel other(model_called("another model"), {true, cache, "s"});
  other.ask(prompt_about("loud"), {});
  EXPECT_EQ(other.count().cached_calls, 0);
  EXPECT_EQ(cache->replies.size(), 1u);  // and keeps nothing itself
}

}  // namespace
}  // namespace airmark::tools
