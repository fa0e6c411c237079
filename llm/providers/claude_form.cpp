#include <nlohmann/json.hpp>

#include "llm/providers/answer_tool.h"
#include "llm/providers/api_form.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kAnthropicVersion = "bedrock-2023-05-31";  // the only one on Bedrock

std::string request(const Prompt& prompt, const ModelEntry& model) {
  Json body{{"anthropic_version", kAnthropicVersion}, {"max_tokens", answer_limit(prompt, model)}};
  if (model.takes_temperature) body["temperature"] = prompt.temperature;
  if (model.takes_system_prompt && !prompt.system.empty()) body["system"] = prompt.system;
  const Json text{{"type", "text"}, {"text", user_turn(prompt, !model.takes_system_prompt)}};
  body["messages"] = Json::array({{{"role", "user"}, {"content", Json::array({text})}}});
  if (asks_for(StructuredOutput::JsonSchema, prompt, model))
    body["output_config"]["format"] = {{"type", "json_schema"},
                                       {"schema", Json::parse(prompt.json_schema, nullptr, false)}};
  if (asks_for(StructuredOutput::ForcedTool, prompt, model)) {
    const Json tool{{"name", kAnswerTool},
                    {"description", kAnswerToolPurpose},
                    {"input_schema", Json::parse(tool_schema(prompt.json_schema), nullptr, false)}};
    body["tools"] = Json::array({tool});
    body["tool_choice"] = {{"type", "tool"}, {"name", kAnswerTool}};
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

AnswerEnd end_of(const std::string& reason) {
  if (reason == "max_tokens" || reason == "model_context_window_exceeded") return AnswerEnd::CutOff;
  if (reason == "refusal" || reason == "guardrail_intervened") return AnswerEnd::Withheld;
  return AnswerEnd::Finished;
}

std::optional<TokenUsage> usage_in(const ReplyJson& reply) {
  const auto input = reply.count("/usage/input_tokens");
  const auto output = reply.count("/usage/output_tokens");
  if (!input || !output) return std::nullopt;
  return TokenUsage{sum_of({*input, reply.count("/usage/cache_read_input_tokens").value_or(0),
                            reply.count("/usage/cache_creation_input_tokens").value_or(0)}),
                    *output};
}

std::optional<ModelSaid> said(const ReplyJson& reply) {
  const std::optional<std::string> reason = reply.text("/stop_reason");
  if (reply.size("/content") == 0 && !reason) return std::nullopt;
  ModelSaid said{"", usage_in(reply), end_of(reason.value_or(""))};
  for (std::size_t n = 0; n < reply.size("/content"); ++n) {
    const std::string block = "/content/" + std::to_string(n);
    const std::string type = reply.text(block + "/type").value_or("");
    if (type == "tool_use") {
      said.text = reply.json(block + "/input").value_or("");
      return said;
    }
    if (type == "text") said.text += reply.text(block + "/text").value_or("");
  }
  return said;
}

}  // namespace

ApiForm claude_form() { return {"invoke", request, said}; }

}  // namespace airmark::llm
