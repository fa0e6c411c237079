#include "tools/standin/answer_body.h"

#include <array>
#include <nlohmann/json.hpp>

#include "llm/aws/sha256.h"
#include "tools/standin/json_fields.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

// As if the model had thought for so long.
constexpr int kLatencyMs = 100;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// How each form calls the end of an answer, in the order of StopReason.
struct StopWords {
  const char* converse;
  const char* mistral;
  const char* claude;
  const char* chat;
};
constexpr std::array<StopWords, 5> kStops{{
    {"end_turn", "stop", "end_turn", "stop"},
    {"tool_use", "tool_calls", "tool_use", "tool_calls"},
    {"max_tokens", "length", "max_tokens", "length"},
    {"content_filtered", "content_filtered", "refusal", "content_filter"},
    {"guardrail_intervened", "stop", "end_turn", "content_filter"},
}};

const StopWords& stop_words(StopReason stop) { return kStops.at(static_cast<std::size_t>(stop)); }

std::string made_up_id(const CannedAnswer& answer, std::string_view prefix) {
  constexpr std::size_t kIdDigits = 24;
  return std::string(prefix) + llm::hex_text(llm::sha256(answer.text)).substr(0, kIdDigits);
}

/// The tool's input. Of one that was cut off nothing can be read: it arrives empty.
Json tool_input(const CannedAnswer& answer) {
  const Json input = parsed_json<Json>(answer.text);
  return input.is_object() ? input : Json::object();
}

/// Bedrock marks the body where a guardrail stepped in.
void mark_guardrail(const CannedAnswer& answer, Json& body) {
  if (answer.stop == StopReason::Guardrail) body["amazon-bedrock-guardrailAction"] = "INTERVENED";
}

}  // namespace

std::string converse_answer(const CannedAnswer& answer) {
  Json content = Json::array();
  if (!answer.tool.empty())
    content.push_back({{"toolUse",
                        {{"toolUseId", made_up_id(answer, "tooluse_")},
                         {"name", answer.tool},
                         {"input", tool_input(answer)}}}});
  else if (!answer.text.empty())
    content.push_back({{"text", answer.text}});
  return dumped({{"metrics", {{"latencyMs", kLatencyMs}}},
                 {"output", {{"message", {{"role", "assistant"}, {"content", content}}}}},
                 {"stopReason", stop_words(answer.stop).converse},
                 {"usage",
                  {{"inputTokens", answer.input_tokens},
                   {"outputTokens", answer.output_tokens},
                   {"totalTokens", answer.input_tokens + answer.output_tokens},
                   {"serverToolUsage", Json::object()}}}});
}

std::string mistral_answer(const CannedAnswer& answer) {
  const Json output{{"text", answer.text}, {"stop_reason", stop_words(answer.stop).mistral}};
  Json body{{"outputs", Json::array({output})}};
  mark_guardrail(answer, body);
  return dumped(body);
}

std::string claude_answer(const CannedAnswer& answer, const std::string& model_id) {
  Json content = Json::array();
  if (!answer.tool.empty())
    content.push_back({{"type", "tool_use"},
                       {"id", made_up_id(answer, "toolu_bdrk_")},
                       {"name", answer.tool},
                       {"input", tool_input(answer)}});
  else if (!answer.text.empty())
    content.push_back({{"type", "text"}, {"text", answer.text}});
  Json body{
      {"id", made_up_id(answer, "msg_bdrk_")},
      {"type", "message"},
      {"role", "assistant"},
      {"model", model_id},
      {"content", content},
      {"stop_reason", stop_words(answer.stop).claude},
      {"stop_sequence", nullptr},
      {"usage", {{"input_tokens", answer.input_tokens}, {"output_tokens", answer.output_tokens}}}};
  mark_guardrail(answer, body);
  return dumped(body);
}

std::string chat_answer(const CannedAnswer& answer, const std::string& model_id,
                        std::int64_t created_s) {
  const Json message{{"role", "assistant"}, {"content", answer.text}};
  const Json choice{
      {"index", 0}, {"message", message}, {"finish_reason", stop_words(answer.stop).chat}};
  return dumped({{"id", made_up_id(answer, "chatcmpl-")},
                 {"object", "chat.completion"},
                 {"created", created_s},
                 {"model", model_id},
                 {"choices", Json::array({choice})},
                 {"usage",
                  {{"prompt_tokens", answer.input_tokens},
                   {"completion_tokens", answer.output_tokens},
                   {"total_tokens", answer.input_tokens + answer.output_tokens}}}});
}

}  // namespace airmark::tools
