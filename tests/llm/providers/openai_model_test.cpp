#include <gmock/gmock.h>

#include <limits>

#include <algorithm>

#include "llm/providers/chat_models.h"
#include "tests/llm/providers/bedrock_fixture.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::header_of;
using ::testing::Not;
using testing::recorded_reply;
using testing::reply_of;
using testing::ScriptedTransport;
using testing::vector_file;
using Json = nlohmann::ordered_json;

ModelEntry local_model(StructuredOutput output = StructuredOutput::JsonSchema) {
  ModelEntry model;
  model.id = "qwen3:8b";
  model.name = "Qwen 3 8B";
  model.api = ModelApi::OpenAiChat;
  model.structured_output = output;
  return model;
}

Prompt prompt() {
  Prompt prompt;
  prompt.system = "You label music.";
  prompt.user = "tempo_bpm=128";
  prompt.json_schema = R"({"type":"object","additionalProperties":false})";
  prompt.max_output_tokens = 128;
  prompt.temperature = 0.2;
  return prompt;
}

/// A server that answers one thing, and what it was asked.
struct Asked {
  std::variant<ChatAnswer, CallError> outcome;
  std::vector<HttpRequest> requests;

  const CallError& error() const { return std::get<CallError>(outcome); }
  const ChatAnswer& answer() const { return std::get<ChatAnswer>(outcome); }
};

Asked ask(const OpenAiServer& server, const Result<HttpReply>& reply,
          const ModelEntry& model = local_model()) {
  const auto transport = std::make_shared<ScriptedTransport>(std::vector{reply});
  auto outcome = make_openai_model(server, transport, model)->ask(prompt(), {});
  return {std::move(outcome), transport->requests()};
}

const OpenAiServer kServer{"http://127.0.0.1:8080/v1", {}, 5s};

HttpReply completion(const std::string& message, const std::string& rest = "") {
  return reply_of(
      200, R"({"choices":[{"message":)" + message + R"(,"finish_reason":"stop"}])" + rest + "}");
}

TEST(OpenAiModel, AsksForACompletionThatFollowsTheSchema) {
  const Asked asked = ask(kServer, completion(R"({"content":"{}"})"));
  const HttpRequest& request = asked.requests.at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "http://127.0.0.1:8080/v1/chat/completions");
  EXPECT_EQ(request.timeout, 5s);
  EXPECT_EQ(header_of(request, "Content-Type"), "application/json");
  EXPECT_EQ(header_of(request, "Authorization"), "");
  EXPECT_EQ(request.body,
            R"({"model":"qwen3:8b","messages":[{"role":"system","content":"You label music."},)"
            R"({"role":"user","content":"tempo_bpm=128"}],"max_tokens":128,"temperature":0.2,)"
            R"("response_format":{"type":"json_schema","json_schema":{"name":"name_genre",)"
            R"("strict":true,"schema":{"type":"object","additionalProperties":false}}}})");
}

TEST(OpenAiModel, AsksThroughAToolOrPlainlyWhereTheEntrySaysSo) {
  const auto body = [](StructuredOutput output) {
    return Json::parse(ask(kServer, completion("{}"), local_model(output)).requests.at(0).body);
  };
  const Json tool = body(StructuredOutput::ForcedTool);
  EXPECT_EQ(tool["tools"].dump(),
            R"([{"type":"function","function":{"name":"name_genre","description":"Tells the genre )"
            R"(of the music described.","parameters":{"type":"object"}}}])");
  EXPECT_EQ(tool["tool_choice"].dump(), R"({"type":"function","function":{"name":"name_genre"}})");
  const Json plain = body(StructuredOutput::PlainText);
  EXPECT_FALSE(plain.contains("response_format"));
  EXPECT_FALSE(plain.contains("tools"));
}

TEST(OpenAiModel, SendsTheKeyToAnAddressWithOrWithoutASlash) {
  for (const char* base :
       {"https://example.org/v1", "https://example.org/v1/", "https://example.org/v1//"}) {
    const Asked asked = ask({base, "sk-SECRET", 5s}, completion("{}"));
    EXPECT_EQ(asked.requests.at(0).url, "https://example.org/v1/chat/completions");
    EXPECT_EQ(header_of(asked.requests.at(0), "Authorization"), "Bearer sk-SECRET");
  }
  EXPECT_EQ(
      header_of(ask({"http://h/v1", "", 5s}, completion("{}")).requests.at(0), "Authorization"),
      "");
}

TEST(OpenAiModel, RefusesAnAddressOrAKeyThatIsNone) {
  for (const OpenAiServer& server :
       {OpenAiServer{"", {}, 5s}, OpenAiServer{"127.0.0.1:8080", {}, 5s},
        OpenAiServer{"http://me:SECRET@h/v1", {}, 5s},
        OpenAiServer{"http://h/v1?key=SECRET", {}, 5s},
        OpenAiServer{"http://h/v1", "sk-SECRET\n", 5s}, OpenAiServer{"http://h/v1", "a b", 5s}}) {
    const Asked asked = ask(server, completion("{}"));
    EXPECT_EQ(asked.error().failure, CallFailure::BadRequest);
    EXPECT_EQ(asked.error().error.kind, ErrorKind::Configuration);
    EXPECT_THAT(asked.error().error.message, Not(HasSubstr("SECRET")));
    EXPECT_TRUE(asked.requests.empty());
  }
}

TEST(OpenAiModel, ReadsARealAnswer) {
  const ChatAnswer answer =
      ask(kServer, recorded_reply(vector_file("recorded/openai-chat.json"))).answer();
  EXPECT_EQ(answer.text, "SAFE");
  EXPECT_EQ(answer.usage, (TokenUsage{72, 56}));
  EXPECT_FALSE(answer.cut_off);
  EXPECT_EQ(answer.model, "qwen3:8b");
}

TEST(OpenAiModel, ReadsTheArgumentsOfATool) {
  EXPECT_EQ(ask(kServer, completion(R"({"content":null,"tool_calls":[{"type":"function","function":
            {"name":"name_genre","arguments":"{\"genre\":\"rock\"}"}}]})"))
                .answer()
                .text,
            R"({"genre":"rock"})");
}

TEST(OpenAiModel, EstimatesWhatTheServerDoesNotCount) {
  for (const char* usage :
       {"", R"(,"usage":null)", R"(,"usage":{"prompt_tokens":0,"completion_tokens":0}})"}) {
    std::string rest = usage;
    if (rest.ends_with("}}")) rest.pop_back();
    const ChatAnswer answer =
        ask(kServer, completion(R"({"content":"rock it is"})", rest)).answer();
    EXPECT_EQ(answer.usage, (TokenUsage{estimate_tokens(prompt()), 3})) << usage;
  }
}

TEST(OpenAiModel, TakesCountsBeyondAllMeasureForTheLargest) {
  constexpr int kMost = std::numeric_limits<int>::max();
  const std::string usage =
      R"(,"usage":{"prompt_tokens":9999999999,"completion_tokens":9999999999})";
  EXPECT_EQ(ask(kServer, completion(R"({"content":"rock it is"})", usage)).answer().usage,
            (TokenUsage{kMost, kMost}));
}

TEST(OpenAiModel, TellsWhatWasCutOffAndWhatIsOfNoUse) {
  EXPECT_TRUE(ask(kServer, reply_of(200, R"({"choices":[{"message":{"content":"{\"genre"},
                                            "finish_reason":"length"}]})"))
                  .answer()
                  .cut_off);
  for (const char* body :
       {"", "<html>", "{}", R"({"choices":[]})", R"({"choices":[{"text":"old interface"}]})",
        R"({"choices":[{"message":{"content":""},"finish_reason":"stop"}]})",
        R"({"choices":[{"message":{"content":null,"refusal":"I will not"}}]})",
        R"({"choices":[{"message":{"content":"half"},"finish_reason":"content_filter"}]})"}) {
    const Asked asked = ask(kServer, reply_of(200, body));
    ASSERT_TRUE(std::holds_alternative<CallError>(asked.outcome)) << body;
    EXPECT_EQ(asked.error().failure, CallFailure::BadReply) << body;
    EXPECT_TRUE(asked.error().may_be_paid);
    EXPECT_THAT(asked.error().error.message, Not(HasSubstr("I will not")));
  }
}

TEST(OpenAiModel, SaysWhyItWasRefused) {
  struct Case {
    int status;
    const char* body;
    CallFailure failure;
    const char* mend;
  };
  using enum CallFailure;
  for (const Case& refused :
       {Case{401, R"({"error":{"message":"Incorrect API key provided: sk-SECRET","type":"x"}})",
             NoAccess, "does not accept the API key"},
        Case{403, "", NoAccess, "check the API key"},
        Case{404, R"({"error":{"message":"model \"SECRET\" not found, try pulling it first"}})",
             WrongModel, "has no model qwen3:8b"},
        Case{404, R"({"error":"model 'SECRET' not found"})", WrongModel, "has no model qwen3:8b"},
        Case{404, "404 page not found", BadRequest, "end in /v1"},
        Case{400, R"({"error":{"code":"context_length_exceeded","message":"SECRET"}})", BadRequest,
             "too long for qwen3:8b"},
        Case{400, R"({"error":{"code":400,"type":"invalid_request_error","message":"SECRET"}})",
             BadRequest, "(\"invalid_request_error\")"},
        Case{422, R"({"detail":[{"input":"SECRET"}]})", BadRequest, "structured_output"},
        Case{429, "", Throttled, "ask less often"},
        Case{429, R"({"error":{"code":"insufficient_quota"}})", DailyQuota, "no credit"},
        Case{500, "<html>", ServerFault, "try again"},
        Case{503, R"({"error":{"code":503,"message":"Loading model"}})", ServerFault, "loads"},
        Case{302, "", BadRequest, "another address"}}) {
    const Asked asked =
        ask(kServer, reply_of(refused.status, refused.body, {{"Retry-After", "3"}}));
    EXPECT_EQ(asked.error().failure, refused.failure) << refused.body;
    EXPECT_EQ(asked.error().status, refused.status);
    EXPECT_EQ(asked.error().retry_after, 3s);
    EXPECT_THAT(asked.error().error.message, HasSubstr(refused.mend));
    EXPECT_THAT(asked.error().error.message, HasSubstr("127.0.0.1:8080")) << refused.body;
    EXPECT_THAT(asked.error().error.message, Not(HasSubstr("SECRET")));
  }
}

TEST(OpenAiModel, SendsNothingWhereItWasStoppedBefore) {
  const auto transport = std::make_shared<ScriptedTransport>(
      std::vector<Result<HttpReply>>{completion(R"({"content":"rock"})")});
  std::stop_source source;
  source.request_stop();
  const auto outcome =
      make_openai_model(kServer, transport, local_model())->ask(prompt(), source.get_token());
  EXPECT_EQ(std::get<CallError>(outcome).failure, CallFailure::Stopped);
  EXPECT_FALSE(std::get<CallError>(outcome).may_be_paid);
  EXPECT_TRUE(transport->requests().empty());
}

TEST(OpenAiModel, PassesOnThatNoReplyCame) {
  const Asked asked = ask(kServer, Error{ErrorKind::Unavailable, "cannot connect"});
  EXPECT_EQ(asked.error().failure, CallFailure::ServerFault);
  EXPECT_EQ(asked.error().error.message, "cannot connect");
  EXPECT_FALSE(asked.error().may_be_paid);
}

}  // namespace
}  // namespace airmark::llm
