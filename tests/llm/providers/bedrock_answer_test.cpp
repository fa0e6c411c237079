#include <gmock/gmock.h>

#include "llm/providers/chat_models.h"
#include "tests/llm/providers/bedrock_fixture.h"

namespace airmark::llm {
namespace {

using testing::BedrockStage;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::recorded_reply;
using testing::registered;
using testing::reply_of;
using testing::short_prompt;
using testing::vector_file;

/// What a model makes of a reply.
std::variant<ChatAnswer, CallError> outcome(const ModelEntry& model, const HttpReply& reply) {
  BedrockStage stage({reply});
  return make_bedrock_model(stage.client(), model)->ask(short_prompt(), {});
}

ChatAnswer answer(const ModelEntry& model, const HttpReply& reply) {
  const auto result = outcome(model, reply);
  if (const auto* error = std::get_if<CallError>(&result)) {
    ADD_FAILURE() << error->error.message;
    return {};
  }
  return std::get<ChatAnswer>(result);
}

CallError fault(const ModelEntry& model, const HttpReply& reply) {
  const auto result = outcome(model, reply);
  if (const auto* error = std::get_if<CallError>(&result)) return *error;
  ADD_FAILURE() << std::get<ChatAnswer>(result).text;
  return {};
}

ChatAnswer recorded(const std::string& model, const std::string& file) {
  return answer(registered(model), recorded_reply(vector_file("recorded/" + file)));
}

TEST(BedrockAnswer, ReadsRealAnswers) {
  const ChatAnswer text = recorded("nova_micro", "converse-text.json");
  EXPECT_THAT(text.text, ::testing::StartsWith("Hello! How can I assist you"));
  EXPECT_EQ(text.usage, (TokenUsage{7, 30}));
  EXPECT_FALSE(text.cut_off);
  EXPECT_EQ(text.model, "amazon.nova-micro-v1:0");
  EXPECT_EQ(recorded("mistral_large", "converse-json-schema.json").text,
            R"({ "city": "Paris", "country": "France", "population": 2102650 })");
  const ChatAnswer tool = recorded("us.anthropic.claude-sonnet-5", "converse-tool.json");
  EXPECT_EQ(tool.text, R"({"city":"Paris"})");
  EXPECT_EQ(tool.usage, (TokenUsage{655, 38}));
  EXPECT_EQ(tool.model, "us.anthropic.claude-sonnet-5");
  const ChatAnswer cut = recorded("nova_micro", "converse-max-tokens.json");
  EXPECT_TRUE(cut.cut_off);
  EXPECT_EQ(cut.text, "The capital of France is");
  EXPECT_EQ(recorded("nova_micro", "converse-application-profile.json").text, "Hello");
}

TEST(BedrockAnswer, CountsWhatWasCachedAsInput) {
  EXPECT_EQ(recorded("claude_haiku", "converse-cache-write.json").usage.input_tokens, 1324);
  ModelEntry claude = registered("claude_haiku");
  claude.api = ModelApi::InvokeClaude;
  const ChatAnswer answered =
      answer(claude, recorded_reply(vector_file("recorded/invoke-claude-cache.json")));
  EXPECT_THAT(answered.text, ::testing::StartsWith("Python evolved"));
  EXPECT_EQ(answered.usage, (TokenUsage{3 + 1956 + 9511, 44}));
}

TEST(BedrockAnswer, ReadsARealRefusal) {
  const CallError error =
      fault(registered("nova_micro"),
            recorded_reply(vector_file("recorded/converse-unknown-model.json")));
  EXPECT_EQ(error.failure, CallFailure::WrongModel);
  EXPECT_EQ(error.status, 400);
  EXPECT_THAT(error.error.message, HasSubstr("amazon.nova-micro-v1:0"));
}

TEST(BedrockAnswer, ReadsMixtralsAnswerAndItsCountFromTheHeaders) {
  const HttpReply reply = reply_of(
      200, R"({"outputs":[{"text":" {\"genre\": \"rock\"}","stop_reason":"stop"}]})",
      {{"X-Amzn-Bedrock-Input-Token-Count", "312"}, {"X-Amzn-Bedrock-Output-Token-Count", "21"}});
  const ChatAnswer answered = answer(registered("mixtral"), reply);
  EXPECT_EQ(answered.text, R"({"genre": "rock"})");
  EXPECT_EQ(answered.usage, (TokenUsage{312, 21}));
  EXPECT_TRUE(answer(registered("mixtral"),
                     reply_of(200, R"({"outputs":[{"text":"a","stop_reason":"length"}]})"))
                  .cut_off);
}

TEST(BedrockAnswer, EstimatesWhatNobodyCounted) {
  const std::string text = "{\\\"genre\\\": \\\"rock\\\"}";
  const ChatAnswer answered =
      answer(registered("mixtral"),
             reply_of(200, R"({"outputs":[{"text":")" + text + R"(","stop_reason":"stop"}]})",
                      {{"X-Amzn-Bedrock-Input-Token-Count", "many"}}));
  EXPECT_EQ(answered.usage.input_tokens, estimate_tokens(short_prompt()));
  EXPECT_GT(answered.usage.output_tokens, 3);
}

TEST(BedrockAnswer, PassesOverThoughtsAndWhatItDoesNotKnow) {
  EXPECT_EQ(answer(registered("claude_haiku"), reply_of(200, R"({"output":{"message":{"content":[
                     {"reasoningContent":{"reasoningText":{"text":"secret thoughts"}}},
                     {"text":"ro"},{"newKind":{"text":"no"}},{"text":"ck"}]}},"newField":[1],
                     "stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":2}})"))
                .text,
            "rock");
  ModelEntry claude = registered("claude_haiku");
  claude.api = ModelApi::InvokeClaude;
  EXPECT_EQ(
      answer(claude, reply_of(200, R"({"content":[{"type":"thinking","thinking":"hm","text":"no"},
                     {"type":"text","text":"before"},
                     {"type":"tool_use","name":"name_genre","input":{"reasoning":"x","genre":"y"}}],
                     "stop_reason":"tool_use"})"))
          .text,
      R"({"reasoning":"x","genre":"y"})");
}

struct Useless {
  ModelApi api;
  const char* body;
  const char* because;
  TokenUsage usage;
};

TEST(BedrockAnswer, TellsAnswersOfNoUseAndWhatTheyWereCountedAt) {
  using enum ModelApi;
  for (const Useless& useless :
       {Useless{Converse,
                R"({"output":{"message":{"content":[{"text":"Blocked."}]}},
                   "stopReason":"guardrail_intervened",
                   "usage":{"inputTokens":5,"outputTokens":6}})",
                "guardrail",
                {5, 6}},
        Useless{Converse,
                R"({"output":{"message":{"content":[]}},"stopReason":"content_filtered",
                   "usage":{"inputTokens":5,"outputTokens":0}})",
                "guardrail",
                {5, 0}},
        Useless{Converse,
                R"({"stopReason":"malformed_model_output",
                   "usage":{"inputTokens":5,"outputTokens":6}})",
                "could not read",
                {5, 6}},
        Useless{Converse, R"({"stopReason":"malformed_tool_use"})", "could not read", {}},
        Useless{Converse,
                R"({"output":{"message":{"content":[{"reasoningContent":{}}]}},
                   "stopReason":"max_tokens","usage":{"inputTokens":5,"outputTokens":128}})",
                "max_output_tokens",
                {5, 128}},
        Useless{Converse,
                R"({"output":{"message":{"content":[]}},"stopReason":"end_turn"})",
                "empty answer",
                {}},
        Useless{Converse, "{}", "api in the model's registry entry", {}},
        Useless{Converse, "<html>welcome</html>", "check the endpoint", {}},
        Useless{Converse, "", "check the endpoint", {}},
        Useless{Converse, R"({"outputs":[{"text":"a"}]})", "check the endpoint", {}},
        Useless{InvokeClaude,
                R"({"content":[],"stop_reason":"refusal",
                   "usage":{"input_tokens":5,"output_tokens":6}})",
                "guardrail",
                {5, 6}},
        Useless{InvokeClaude, R"({"type":"error"})", "check the endpoint", {}},
        Useless{InvokeMistral, R"({"outputs":[]})", "check the endpoint", {}},
        Useless{InvokeMistral,
                R"({"outputs":[{"text":" ","stop_reason":"stop"}]})",
                "empty answer",
                {}}}) {
    ModelEntry model = registered("claude_haiku");
    model.api = useless.api;
    const CallError error = fault(model, reply_of(200, useless.body));
    EXPECT_EQ(error.failure, CallFailure::BadReply) << useless.body;
    EXPECT_EQ(error.error.kind, ErrorKind::BadReply);
    EXPECT_EQ(error.status, 200);
    EXPECT_EQ(error.usage, useless.usage) << useless.body;
    EXPECT_EQ(error.may_be_paid, useless.usage == TokenUsage()) << useless.body;
    EXPECT_THAT(error.error.message, HasSubstr(useless.because));
    EXPECT_THAT(error.error.message, Not(HasSubstr("Blocked")));
  }
}

}  // namespace
}  // namespace airmark::llm
