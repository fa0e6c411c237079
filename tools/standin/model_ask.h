#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "tools/standin/fault.h"

namespace airmark::tools {

/// What a model is asked, whichever form it came in.
struct ModelAsk {
  std::string model_id;  ///< In OpenAI's form the body names it, else empty.
  std::string system;
  std::string text;  ///< All messages, one after the other.
  std::optional<std::int64_t> max_tokens;
  std::optional<double> temperature;
  std::optional<double> top_p;
  bool has_top_k = false;
  std::string schema;  ///< JSON schema that the answer is to keep to; empty where there is none.
  bool has_tools = false;
  std::string forced_tool;  ///< The tool that is to be called; empty where the model may choose.
  std::string tool_schema;  ///< JSON schema of that tool's input.
};

using AskOrFault = std::variant<ModelAsk, Fault>;

/// All a model has to read, schemas included.
inline std::size_t size_bytes(const ModelAsk& ask) {
  return ask.system.size() + ask.text.size() + ask.schema.size() + ask.tool_schema.size();
}

/// Body of Converse.
AskOrFault read_converse(const std::string& body);

/// Bodies of InvokeModel: Mistral's text completion, and Claude's messages.
AskOrFault read_mistral(const std::string& body);
AskOrFault read_claude(const std::string& body);

/// Body of OpenAI's chat completions. Fields that it does not know are passed over, as those
/// servers do.
AskOrFault read_chat(const std::string& body);

}  // namespace airmark::tools
