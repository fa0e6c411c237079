#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"
#include "tools/standin/model_ask.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using Fields = JsonFields<Json>;

/// The text of a list of content blocks; cache points change nothing, other blocks are not read.
std::string block_texts(const Json& blocks, Fields& parent, const std::string& place) {
  std::string text;
  for (std::size_t n = 0; n < blocks.size(); ++n) {
    Fields block(blocks[n], place + "/" + std::to_string(n));
    block.pass_over({"cachePoint"});
    const bool has_text = block.find("text") != nullptr;
    const std::string words = block.text("text");
    if (has_text && words.find_first_not_of(" \t\r\n") == words.npos)
      parent.note(invalid("The text field in the ContentBlock object at " + place.substr(2) + "/" +
                          std::to_string(n) +
                          " is blank. Add text to the text field, and try again."));
    text += words;
    if (auto fault = block.finish()) parent.note(*fault);
  }
  return text;
}

void read_messages(Fields& body, ModelAsk& ask) {
  const Json* messages = body.list("messages", true);
  if (messages == nullptr) return;
  for (std::size_t n = 0; n < messages->size(); ++n) {
    Fields message((*messages)[n], body.place("messages/" + std::to_string(n)));
    const std::string role = message.text("role", true);
    if (role != "user" && role != "assistant")
      message.note("role", "must be one of [user, assistant]");
    if (n == 0 && role == "assistant")
      message.note(
          invalid("A conversation must start with a user message. Try again with a conversation "
                  "that starts with a user message."));
    if (const Json* content = message.list("content", true))
      ask.text += block_texts(*content, message, message.place("content")) + "\n";
    if (auto fault = message.finish()) body.note(*fault);
  }
}

void read_inference(Fields& body, ModelAsk& ask) {
  const Json* object = body.object("inferenceConfig");
  if (object == nullptr) return;
  Fields config(*object, body.place("inferenceConfig"));
  ask.max_tokens = config.count("maxTokens");
  ask.temperature = config.number("temperature", 0.0, 1.0);
  ask.top_p = config.number("topP", 0.0, 1.0);
  config.list("stopSequences");
  if (auto fault = config.finish()) body.note(*fault);
}

void read_output(Fields& body, ModelAsk& ask) {
  const Json* object = body.object("outputConfig");
  if (object == nullptr) return;
  Fields output(*object, body.place("outputConfig"));
  output.pass_over({"effort"});
  if (const Json* format = output.object("textFormat")) {
    const Json schema = at_path(*format, {"structure", "jsonSchema", "schema"});
    if (at_path(*format, {"type"}) != "json_schema" || !schema.is_string())
      output.note("textFormat", "must be a json_schema whose schema is a string");
    else
      ask.schema = schema.get<std::string>();
  }
  if (auto fault = output.finish()) body.note(*fault);
}

struct Tool {
  std::string name;
  std::string schema;
};

std::vector<Tool> read_tools(Fields& config) {
  std::vector<Tool> tools;
  const Json* list = config.list("tools", true);
  for (std::size_t n = 0; list != nullptr && n < list->size(); ++n) {
    Fields tool((*list)[n], config.place("tools/" + std::to_string(n)));
    if (const Json* object = tool.object("toolSpec")) {
      Fields spec(*object, tool.place("toolSpec"));
      const std::string name = spec.text("name", true);
      const Json* input = spec.object("inputSchema");
      const Json schema = input == nullptr ? Json() : at_path(*input, {"json"});
      if (!schema.is_object()) spec.note("inputSchema", "required key [json] not found");
      tools.push_back({name, schema.dump(-1, ' ', false, Json::error_handler_t::replace)});
      spec.pass_over({"description", "strict"});
      if (auto fault = spec.finish()) config.note(*fault);
    }
    tool.pass_over({"cachePoint"});
    if (auto fault = tool.finish()) config.note(*fault);
  }
  return tools;
}

/// The tool that must be called; null where the model may choose.
const Tool* forced_tool(Fields& config, const std::vector<Tool>& tools) {
  const Json* choice = config.object("toolChoice");
  if (choice == nullptr || tools.empty()) return nullptr;
  if (choice->contains("any")) return &tools.front();
  if (!choice->contains("tool")) return nullptr;
  const Json name = at_path(*choice, {"tool", "name"});
  for (const Tool& tool : tools)
    if (name == tool.name) return &tool;
  config.note("toolChoice", "the tool that is to be called is not among the tools");
  return nullptr;
}

void read_tool_config(Fields& body, ModelAsk& ask) {
  const Json* object = body.object("toolConfig");
  if (object == nullptr) return;
  Fields config(*object, body.place("toolConfig"));
  const std::vector<Tool> tools = read_tools(config);
  ask.has_tools = true;
  if (const Tool* tool = forced_tool(config, tools)) {
    ask.forced_tool = tool->name;
    ask.tool_schema = tool->schema;
  }
  if (auto fault = config.finish()) body.note(*fault);
}

}  // namespace

AskOrFault read_converse(const std::string& body) {
  const Json json = parsed_json<Json>(body);
  if (json.is_discarded()) return not_json();
  Fields fields(json, "#");
  ModelAsk ask;
  read_messages(fields, ask);
  if (const Json* system = fields.list("system"))
    ask.system = block_texts(*system, fields, fields.place("system"));
  read_inference(fields, ask);
  read_output(fields, ask);
  read_tool_config(fields, ask);
  if (const Json* more = fields.object("additionalModelRequestFields"))
    ask.has_top_k = more->contains("top_k");
  fields.pass_over({"performanceConfig", "serviceTier", "requestMetadata", "guardrailConfig",
                    "additionalModelResponseFieldPaths", "promptVariables"});
  if (auto fault = fields.finish()) return *fault;
  return ask;
}

}  // namespace airmark::tools
