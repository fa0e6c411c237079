#include <nlohmann/json.hpp>

#include "llm/providers/answer_tool.h"
#include "llm/providers/api_form.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

Json blocks(const std::string& text) { return Json::array({{{"text", text}}}); }

std::string request(const Prompt& prompt, const ModelEntry& model) {
  Json body;
  if (model.takes_system_prompt && !prompt.system.empty()) body["system"] = blocks(prompt.system);
  body["messages"] = Json::array(
      {{{"role", "user"}, {"content", blocks(user_turn(prompt, !model.takes_system_prompt))}}});
  body["inferenceConfig"]["maxTokens"] = answer_limit(prompt, model);
  if (model.takes_temperature) body["inferenceConfig"]["temperature"] = prompt.temperature;
  if (asks_for(StructuredOutput::JsonSchema, prompt, model)) {
    Json schema{{"schema", prompt.json_schema},  // a text that holds JSON
                {"name", kAnswerTool},
                {"description", kAnswerToolPurpose}};
    body["outputConfig"]["textFormat"] = {{"type", "json_schema"},
                                          {"structure", {{"jsonSchema", std::move(schema)}}}};
  }
  if (asks_for(StructuredOutput::ForcedTool, prompt, model)) {
    Json tool{
        {"name", kAnswerTool},
        {"description", kAnswerToolPurpose},
        {"inputSchema", {{"json", Json::parse(tool_schema(prompt.json_schema), nullptr, false)}}}};
    body["toolConfig"] = {{"tools", Json::array({{{"toolSpec", std::move(tool)}}})},
                          {"toolChoice", {{"tool", {{"name", kAnswerTool}}}}}};
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

AnswerEnd end_of(const std::string& reason) {
  if (reason == "max_tokens" || reason == "model_context_window_exceeded") return AnswerEnd::CutOff;
  if (reason == "guardrail_intervened" || reason == "content_filtered") return AnswerEnd::Withheld;
  if (reason.starts_with("malformed_")) return AnswerEnd::Broken;
  return AnswerEnd::Finished;
}

std::optional<TokenUsage> usage_in(const ReplyJson& reply) {
  const auto input = reply.count("/usage/inputTokens");
  const auto output = reply.count("/usage/outputTokens");
  if (!input || !output) return std::nullopt;
  return TokenUsage{sum_of({*input, reply.count("/usage/cacheReadInputTokens").value_or(0),
                            reply.count("/usage/cacheWriteInputTokens").value_or(0)}),
                    *output};
}

std::optional<ModelSaid> said(const ReplyJson& reply) {
  const std::string content = "/output/message/content";
  const std::optional<std::string> reason = reply.text("/stopReason");
  if (!reply.is_object("/output/message") && !reason) return std::nullopt;
  ModelSaid said{"", usage_in(reply), end_of(reason.value_or(""))};
  for (std::size_t n = 0; n < reply.size(content); ++n) {
    const std::string block = content + "/" + std::to_string(n);
    if (const auto input = reply.json(block + "/toolUse/input")) {
      said.text = *input;
      return said;
    }
    said.text += reply.text(block + "/text").value_or("");
  }
  return said;
}

}  // namespace

ApiForm converse_form() { return {"converse", request, said}; }

}  // namespace airmark::llm
