#include <nlohmann/json.hpp>

#include "llm/providers/answer_tool.h"
#include "llm/providers/api_form.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

std::string request(const Prompt& prompt, const ModelEntry& model) {
  Json messages = Json::array();
  if (model.takes_system_prompt && !prompt.system.empty())
    messages.push_back({{"role", "system"}, {"content", prompt.system}});
  messages.push_back(
      {{"role", "user"}, {"content", user_turn(prompt, !model.takes_system_prompt)}});
  Json body{{"model", model.id},
            {"messages", std::move(messages)},
            {"max_tokens", answer_limit(prompt, model)}};
  if (model.takes_temperature) body["temperature"] = prompt.temperature;
  const Json schema = Json::parse(prompt.json_schema, nullptr, false);
  if (asks_for(StructuredOutput::JsonSchema, prompt, model))
    body["response_format"] = {
        {"type", "json_schema"},
        {"json_schema", {{"name", kAnswerTool}, {"strict", true}, {"schema", schema}}}};
  if (asks_for(StructuredOutput::ForcedTool, prompt, model)) {
    const Json tool{{"name", kAnswerTool},
                    {"description", kAnswerToolPurpose},
                    {"parameters", Json::parse(tool_schema(prompt.json_schema), nullptr, false)}};
    body["tools"] = Json::array({{{"type", "function"}, {"function", tool}}});
    body["tool_choice"] = {{"type", "function"}, {"function", {{"name", kAnswerTool}}}};
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

AnswerEnd end_of(const std::string& reason) {
  if (reason == "length") return AnswerEnd::CutOff;
  if (reason == "content_filter") return AnswerEnd::Withheld;
  return AnswerEnd::Finished;
}

std::optional<TokenUsage> usage_in(const ReplyJson& reply) {
  const auto input = reply.count("/usage/prompt_tokens");
  const auto output = reply.count("/usage/completion_tokens");
  if (!input || !output || (*input == 0 && *output == 0)) return std::nullopt;
  return TokenUsage{*input, *output};
}

std::optional<ModelSaid> said(const ReplyJson& reply) {
  const std::string message = "/choices/0/message";
  if (!reply.is_object(message)) return std::nullopt;
  ModelSaid said{"", usage_in(reply), end_of(reply.text("/choices/0/finish_reason").value_or(""))};
  const auto tool = reply.text(message + "/tool_calls/0/function/arguments");
  said.text = tool ? *tool : reply.text(message + "/content").value_or("");
  if (said.text.empty() && reply.text(message + "/refusal")) said.end = AnswerEnd::Withheld;
  return said;
}

}  // namespace

ApiForm openai_chat_form() { return {"", request, said}; }

}  // namespace airmark::llm
