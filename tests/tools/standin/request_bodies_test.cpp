#include <gtest/gtest.h>

#include <string>

#include "tools/standin/model_ask.h"

namespace airmark::tools {
namespace {

using Reader = AskOrFault (*)(const std::string&);

ModelAsk asked(Reader read, const std::string& body) {
  auto result = read(body);
  if (const auto* fault = std::get_if<Fault>(&result)) {
    ADD_FAILURE() << fault->message;
    return {};
  }
  return std::get<ModelAsk>(result);
}

/// The message of the fault; empty where there is none.
std::string refusal(Reader read, const std::string& body) {
  const auto result = read(body);
  const auto* fault = std::get_if<Fault>(&result);
  if (fault == nullptr) return "";
  EXPECT_EQ(fault->status, 400);
  EXPECT_EQ(fault->type, "ValidationException");
  return fault->message;
}

bool refuses(Reader read, const std::string& body, std::string_view words) {
  return refusal(read, body).find(words) != std::string::npos;
}

const std::string kMessages =
    R"("messages": [{"role": "user", "content": [{"text": "one"}, {"text": "two"}]}])";

std::string converse_with(const std::string& more) { return "{" + kMessages + ", " + more + "}"; }

TEST(ConverseBody, GivesAllThatAModelIsAsked) {
  const ModelAsk ask = asked(read_converse, converse_with(R"(
    "system": [{"text": "You judge."}, {"cachePoint": {"type": "default"}}],
    "inferenceConfig": {"maxTokens": 300, "temperature": 0, "topP": 0.5, "stopSequences": ["x"]},
    "additionalModelRequestFields": {"top_k": 5}, "requestMetadata": {"a": "b"},
    "outputConfig": {"textFormat": {"type": "json_schema", "structure":
       {"jsonSchema": {"name": "a", "schema": "{\"type\": \"object\"}"}}}})"));
  EXPECT_EQ(ask.system, "You judge.");
  EXPECT_EQ(ask.text, "onetwo\n");
  EXPECT_EQ(ask.max_tokens, 300);
  EXPECT_EQ(ask.temperature, 0.0);
  EXPECT_EQ(ask.top_p, 0.5);
  EXPECT_TRUE(ask.has_top_k);
  EXPECT_EQ(ask.schema, R"({"type": "object"})");
  EXPECT_FALSE(ask.has_tools);
}

const std::string kTools = R"("tools": [
  {"toolSpec": {"name": "first", "inputSchema": {"json": {"type": "object"}}}},
  {"toolSpec": {"name": "second", "description": "d", "strict": true,
                "inputSchema": {"json": {"a": 1}}}}, {"cachePoint": {}}])";

TEST(ConverseBody, TellsWhichToolMustBeCalled) {
  const auto with_choice = [](const std::string& choice) {
    return converse_with(R"("toolConfig": {)" + kTools + choice + "}");
  };
  const ModelAsk second =
      asked(read_converse, with_choice(R"(, "toolChoice": {"tool": {"name": "second"}})"));
  EXPECT_EQ(second.forced_tool, "second");
  EXPECT_EQ(second.tool_schema, R"({"a":1})");
  EXPECT_EQ(asked(read_converse, with_choice(R"(, "toolChoice": {"any": {}})")).forced_tool,
            "first");
  const ModelAsk free = asked(read_converse, with_choice(R"(, "toolChoice": {"auto": {}})"));
  EXPECT_TRUE(free.has_tools);
  EXPECT_EQ(free.forced_tool, "");
  EXPECT_TRUE(refuses(read_converse, with_choice(R"(, "toolChoice": {"tool": {"name": "third"}})"),
                      "not among the tools"));
}

TEST(ConverseBody, NamesWhatIsWrongAndWhere) {
  EXPECT_EQ(refusal(read_converse, "{"),
            "Malformed input request, please reformat your input and try again.");
  EXPECT_TRUE(refuses(read_converse, "[]", "expected type: JSONObject"));
  EXPECT_TRUE(refuses(read_converse, "{}", "required key [messages] not found"));
  EXPECT_TRUE(refuses(read_converse, R"({"messages": []})", "#/messages: expected minimum"));
  EXPECT_TRUE(refuses(read_converse, R"({"messages": 1})", "expected type: JSONArray"));
  EXPECT_EQ(refusal(read_converse, converse_with(R"("top_k": 1)")),
            "Malformed input request: #: extraneous key [top_k] is not permitted, please reformat "
            "your input and try again.");
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("inferenceConfig": {"max_tokens": 1})"),
                      "#/inferenceConfig: extraneous key [max_tokens]"));
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("inferenceConfig": {"maxTokens": 0})"),
                      "greater than or equal to 1"));
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("inferenceConfig": {"temperature": 1.5})"),
                      "#/inferenceConfig/temperature: must be from 0 to 1"));
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("inferenceConfig": {"topP": "x"})"),
                      "expected type: Number"));
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("outputConfig": {"textFormat": {}})"),
                      "must be a json_schema"));
  EXPECT_TRUE(refuses(read_converse, converse_with(R"("toolConfig": {"tools": []})"),
                      "#/toolConfig/tools"));
}

TEST(ConverseBody, WantsAConversationThatAUserBegins) {
  EXPECT_TRUE(refuses(read_converse,
                      R"({"messages": [{"role": "assistant", "content": [{"text": "a"}]}]})",
                      "must start with a user message"));
  EXPECT_TRUE(refuses(read_converse,
                      R"({"messages": [{"role": "system", "content": [{"text": "a"}]}]})",
                      "must be one of [user, assistant]"));
  EXPECT_TRUE(refuses(read_converse,
                      R"({"messages": [{"role": "user", "content": [{"text": " "}]}]})",
                      "messages/0/content/0 is blank"));
  EXPECT_TRUE(refuses(read_converse, R"({"messages": [{"role": "user", "content": "a"}]})",
                      "expected type: JSONArray"));
  EXPECT_TRUE(refuses(read_converse,
                      R"({"messages": [{"role": "user", "content": [{"image": {}}]}]})",
                      "extraneous key [image]"));
}

TEST(ConverseBody, SurvivesOtherTypesEverywhere) {
  for (const char* value : {"1", "[]", "[1]", "\"x\"", "{}", "null", "[[{}]]", "true"})
    for (const char* key : {"system", "inferenceConfig", "outputConfig", "toolConfig", "messages",
                            "additionalModelRequestFields"}) {
      read_converse(std::string("{\"") + key + "\": " + value + "}");
      read_converse(converse_with(std::string("\"toolConfig\": {\"tools\": [{\"toolSpec\": ") +
                                  value + "}], \"toolChoice\": " + value + "}"));
      read_converse(converse_with(
          std::string("\"outputConfig\": {\"textFormat\": {\"structure\": ") + value + "}}"));
    }
}

TEST(MistralBody, GivesAllThatAModelIsAsked) {
  const ModelAsk ask = asked(read_mistral, R"({"prompt": "<s>[INST] a [/INST]", "max_tokens": 100,
    "temperature": 0.5, "top_p": 0.9, "top_k": 50, "stop": ["x"]})");
  EXPECT_EQ(ask.text, "<s>[INST] a [/INST]");
  EXPECT_EQ(ask.max_tokens, 100);
  EXPECT_EQ(ask.temperature, 0.5);
  EXPECT_TRUE(ask.has_top_k);
}

TEST(MistralBody, HasAShortAnswerWhereNothingIsSaid) {
  EXPECT_EQ(asked(read_mistral, R"({"prompt": "a"})").max_tokens, 512);
}

TEST(MistralBody, NamesWhatIsWrong) {
  EXPECT_TRUE(refuses(read_mistral, "", "Malformed input request"));
  EXPECT_TRUE(refuses(read_mistral, "{}", "required key [prompt] not found"));
  EXPECT_TRUE(
      refuses(read_mistral, R"({"prompt": "a", "messages": []})", "extraneous key [messages]"));
  EXPECT_TRUE(refuses(read_mistral, R"({"prompt": 1})", "#/prompt: expected type: String"));
  EXPECT_TRUE(refuses(read_mistral, R"({"prompt": "a", "max_tokens": 1.5})", "Integer"));
}

std::string claude_with(const std::string& more) {
  return R"({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 100, "messages": [
    {"role": "user", "content": "one"}, {"role": "assistant", "content":
     [{"type": "text", "text": "two"}]}])" +
         more + "}";
}

TEST(ClaudeBody, GivesAllThatAModelIsAsked) {
  const ModelAsk ask = asked(read_claude, claude_with(R"(, "system": "You judge.",
    "temperature": 0.1, "stop_sequences": [], "tools": [{"name": "t", "input_schema": {"a": 1}}],
    "tool_choice": {"type": "tool", "name": "t"},
    "output_config": {"format": {"type": "json_schema", "schema": {"b": 2}}})"));
  EXPECT_EQ(ask.text, "one\ntwo\n");
  EXPECT_EQ(ask.system, "You judge.");
  EXPECT_EQ(ask.max_tokens, 100);
  EXPECT_EQ(ask.forced_tool, "t");
  EXPECT_EQ(ask.tool_schema, R"({"a":1})");
  EXPECT_EQ(ask.schema, R"({"b":2})");
}

TEST(ClaudeBody, NamesWhatIsWrong) {
  EXPECT_TRUE(refuses(read_claude, R"({"max_tokens": 1, "messages": [{"role": "user",
    "content": "a"}]})",
                      "anthropic_version"));
  EXPECT_EQ(refusal(read_claude, R"({"anthropic_version": "bedrock-2023-05-31", "messages":
    [{"role": "user", "content": "a"}]})"),
            "max_tokens: Field required");
  EXPECT_TRUE(refuses(read_claude, claude_with(R"(, "prompt": "a")"), "extraneous key [prompt]"));
  EXPECT_TRUE(refuses(read_claude, claude_with(R"(, "tool_choice": {"type": "any"})"),
                      "not among the tools"));
  EXPECT_TRUE(
      refuses(read_claude, claude_with(R"(, "output_config": {"format": 1})"), "json_schema"));
}

TEST(ChatBody, GivesAllThatAModelIsAsked) {
  const ModelAsk ask = asked(read_chat, R"({"model": "m", "messages": [
    {"role": "system", "content": "You judge."},
    {"role": "user", "content": [{"type": "text", "text": "one"}]}], "max_tokens": 9,
    "temperature": 1.2, "seed": 1, "some_new_field": true, "response_format":
    {"type": "json_schema", "json_schema": {"name": "n", "strict": true, "schema": {"a": 1}}}})");
  EXPECT_EQ(ask.model_id, "m");
  EXPECT_EQ(ask.system, "You judge.\n");
  EXPECT_EQ(ask.text, "one\n");
  EXPECT_EQ(ask.max_tokens, 9);
  EXPECT_EQ(ask.schema, R"({"a":1})");
}

TEST(ChatBody, TakesTheOlderFormOfASchemaToo) {
  EXPECT_EQ(asked(read_chat, R"({"model": "m", "messages": [{"role": "user", "content": "a"}],
    "response_format": {"type": "json_object", "schema": {"a": 1}}})")
                .schema,
            R"({"a":1})");
}

TEST(ChatBody, NamesWhatIsWrong) {
  const std::string messages = R"("messages": [{"role": "user", "content": "a"}])";
  EXPECT_TRUE(refuses(read_chat, "nothing", "Malformed input request"));
  EXPECT_TRUE(refuses(read_chat, "{" + messages + "}", "[model] not found"));
  EXPECT_TRUE(refuses(read_chat, R"({"model": "m"})", "[messages] not found"));
  EXPECT_TRUE(
      refuses(read_chat, R"({"model": "m", "stream": true, )" + messages + "}", "does not stream"));
  EXPECT_TRUE(refuses(read_chat, R"({"model": "m", "messages": [{"role": "user",
    "content": [{"type": "image_url"}]}]})",
                      "parts with text"));
  EXPECT_TRUE(refuses(
      read_chat, R"({"model": "m", "response_format": {"type": "json_schema"}, )" + messages + "}",
      "json_schema/schema"));
}

}  // namespace
}  // namespace airmark::tools
