#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"
#include "tools/standin/model_ask.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using Fields = JsonFields<Json>;

// AWS's page of Mistral's text completion parameters.
constexpr std::int64_t kMistralDefaultTokens = 512;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The words of "content" or "system": a text, or a list of blocks that hold texts.
std::string texts(const Json* content, Fields& parent, const char* key) {
  if (content == nullptr) return {};
  if (content->is_string()) return content->get<std::string>();
  if (!content->is_array()) return parent.note(key, "expected type: String or JSONArray"), "";
  std::string text;
  for (const Json& block : *content) {
    const Json words = at_path(block, {"text"});
    if (!words.is_string())
      parent.note(key, "this stand-in reads blocks of text only");
    else
      text += words.get<std::string>();
  }
  return text;
}

void read_messages(Fields& body, ModelAsk& ask) {
  const Json* messages = body.list("messages", true);
  for (std::size_t n = 0; messages != nullptr && n < messages->size(); ++n) {
    Fields message((*messages)[n], body.place("messages/" + std::to_string(n)));
    message.text("role", true);
    ask.text += texts(message.find("content", true), message, "content") + "\n";
    if (auto fault = message.finish()) body.note(*fault);
  }
}

void read_tools(Fields& body, ModelAsk& ask) {
  const Json* tools = body.list("tools");
  const Json* choice = body.object("tool_choice");
  ask.has_tools = tools != nullptr && !tools->empty();
  if (choice == nullptr) return;
  const Json kind = at_path(*choice, {"type"});
  if (kind != "tool" && kind != "any") return;
  for (const Json& tool : ask.has_tools ? *tools : Json::array()) {
    const Json name = at_path(tool, {"name"});
    if (!name.is_string() || (kind == "tool" && name != at_path(*choice, {"name"}))) continue;
    ask.forced_tool = name.get<std::string>();
    ask.tool_schema = dumped(at_path(tool, {"input_schema"}));
    return;
  }
  body.note("tool_choice", "the tool that is to be called is not among the tools");
}

void read_output(Fields& body, ModelAsk& ask) {
  const Json* output = body.object("output_config");
  if (output == nullptr || !output->contains("format")) return;
  const Json schema = at_path(*output, {"format", "schema"});
  if (at_path(*output, {"format", "type"}) != "json_schema" || !schema.is_object())
    body.note("output_config", "format must be a json_schema with a schema");
  else
    ask.schema = dumped(schema);
}

}  // namespace

AskOrFault read_mistral(const std::string& body) {
  const Json json = parsed_json<Json>(body);
  if (json.is_discarded()) return not_json();
  Fields fields(json, "#");
  ModelAsk ask;
  ask.text = fields.text("prompt", true);
  ask.max_tokens = fields.count("max_tokens").value_or(kMistralDefaultTokens);
  ask.temperature = fields.number("temperature", 0.0, 1.0);
  ask.top_p = fields.number("top_p", 0.0, 1.0);
  ask.has_top_k = fields.count("top_k").has_value();
  fields.list("stop");
  if (auto fault = fields.finish()) return *fault;
  return ask;
}

AskOrFault read_claude(const std::string& body) {
  const Json json = parsed_json<Json>(body);
  if (json.is_discarded()) return not_json();
  Fields fields(json, "#");
  ModelAsk ask;
  if (fields.text("anthropic_version", true) != "bedrock-2023-05-31")
    fields.note(invalid("anthropic_version: Input should be 'bedrock-2023-05-31'"));
  ask.max_tokens = fields.count("max_tokens");
  if (!ask.max_tokens) fields.note(invalid("max_tokens: Field required"));
  read_messages(fields, ask);
  ask.system = texts(fields.find("system"), fields, "system");
  ask.temperature = fields.number("temperature", 0.0, 1.0);
  ask.top_p = fields.number("top_p", 0.0, 1.0);
  ask.has_top_k = fields.count("top_k").has_value();
  read_tools(fields, ask);
  read_output(fields, ask);
  fields.list("stop_sequences");
  fields.pass_over({"anthropic_beta", "metadata", "thinking"});
  if (auto fault = fields.finish()) return *fault;
  return ask;
}

}  // namespace airmark::tools
