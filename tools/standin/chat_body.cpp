#include <nlohmann/json.hpp>

#include "tools/standin/json_fields.h"
#include "tools/standin/model_ask.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using Fields = JsonFields<Json>;

std::string words_of(const Json& content, Fields& message) {
  if (content.is_string()) return content.get<std::string>();
  std::string text;
  for (const Json& part : content.is_array() ? content : Json::array()) {
    const Json words = at_path(part, {"text"});
    if (words.is_string()) text += words.get<std::string>();
  }
  if (text.empty()) message.note("content", "expected a text or a list of parts with text");
  return text;
}

void read_messages(Fields& body, ModelAsk& ask) {
  const Json* messages = body.list("messages", true);
  for (std::size_t n = 0; messages != nullptr && n < messages->size(); ++n) {
    Fields message((*messages)[n], body.place("messages/" + std::to_string(n)));
    const std::string role = message.text("role", true);
    if (const Json* content = message.find("content", true)) {
      const std::string words = words_of(*content, message);
      (role == "system" || role == "developer" ? ask.system : ask.text) += words + "\n";
    }
    if (message.fault()) body.note(*message.fault());
  }
}

void read_format(Fields& body, ModelAsk& ask) {
  const Json* format = body.object("response_format");
  if (format == nullptr) return;
  // llama.cpp's older form puts the schema beside "json_object".
  Json schema = at_path(*format, {"json_schema", "schema"});
  if (schema.is_null()) schema = at_path(*format, {"schema"});
  if (schema.is_object())
    ask.schema = schema.dump(-1, ' ', false, Json::error_handler_t::replace);
  else if (at_path(*format, {"type"}) == "json_schema")
    body.note("response_format", "required key [json_schema/schema] not found");
}

}  // namespace

AskOrFault read_chat(const std::string& body) {
  const Json json = parsed_json<Json>(body);
  if (json.is_discarded()) return not_json();
  Fields fields(json, "#");
  ModelAsk ask;
  ask.model_id = fields.text("model", true);
  read_messages(fields, ask);
  ask.max_tokens = fields.count("max_completion_tokens");
  if (!ask.max_tokens) ask.max_tokens = fields.count("max_tokens");
  ask.temperature = fields.number("temperature", 0.0, 2.0);
  ask.top_p = fields.number("top_p", 0.0, 1.0);
  read_format(fields, ask);
  if (const Json* stream = fields.find("stream"); stream != nullptr && *stream == true)
    fields.note("stream", "this stand-in does not stream");
  if (fields.fault()) return *fields.fault();
  return ask;
}

}  // namespace airmark::tools
