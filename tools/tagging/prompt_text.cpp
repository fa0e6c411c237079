#include "tools/tagging/prompt_text.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "tools/tagging/dollars.h"

namespace airmark::tools {
namespace {

/// A place that the form of a request has for a part of the prompt.
struct SentAs {
  const char* name;    ///< For programs.
  const char* remark;  ///< After the part's heading; empty where that says it all.
};

/// Mistral's own form is one text, whatever the registry says.
bool is_one_text(const llm::ModelEntry& model) { return model.api == llm::ModelApi::InvokeMistral; }

SentAs system_sent_as(const llm::ModelEntry& model) {
  if (model.takes_system_prompt && !is_one_text(model)) return {"system", ""};
  return {"user", " (sent at the head of the user's turn)"};
}

SentAs schema_sent_as(const llm::ModelEntry& model) {
  constexpr SentAs kNot{"none", " (not sent: the model answers in text)"};
  if (is_one_text(model)) return kNot;
  switch (model.structured_output) {
    case llm::StructuredOutput::JsonSchema:
      return {"json_schema", ""};
    case llm::StructuredOutput::ForcedTool:
      return {"forced_tool", " (sent as the input of a forced tool)"};
    case llm::StructuredOutput::PlainText:
      break;
  }
  return kNot;
}

std::string part(const std::string& title, const std::string& text) {
  return "--- " + title + " ---\n" + text + "\n\n";
}

/// Of one call, at most.
std::optional<double> most_usd(const llm::Prompt& prompt, const LlmChoice& choice) {
  return llm::cost_usd(choice.model, llm::estimate_tokens(prompt), prompt.max_output_tokens);
}

}  // namespace

std::string prompt_text(const llm::Prompt& prompt, const LlmChoice& choice) {
  const auto price = most_usd(prompt, choice);
  return part(std::string("system") + system_sent_as(choice.model).remark, prompt.system) +
         part("user", prompt.user) +
         part(std::string("schema of the answer") + schema_sent_as(choice.model).remark,
              prompt.json_schema) +
         "--- about it ---\n" + "strategy  " + prompt.strategy + ", version " +
         std::to_string(prompt.version) + "\n" + "tokens    about " +
         std::to_string(llm::estimate_tokens(prompt)) + " in, at most " +
         std::to_string(prompt.max_output_tokens) + " out\n" + "model     " + choice.model.id +
         "\nprice     " +
         (price ? "at most " + dollars(*price) + " a call" : std::string("not known"));
}

std::string prompt_json(const llm::Prompt& prompt, const LlmChoice& choice) {
  const auto price = most_usd(prompt, choice);
  const nlohmann::ordered_json object{
      {"strategy", prompt.strategy},
      {"version", prompt.version},
      {"model", choice.model.id},
      {"input_tokens", llm::estimate_tokens(prompt)},
      {"max_output_tokens", prompt.max_output_tokens},
      {"temperature", prompt.temperature},
      {"most_usd", price ? nlohmann::ordered_json(*price) : nullptr},
      {"system_sent_as", system_sent_as(choice.model).name},
      {"schema_sent_as", schema_sent_as(choice.model).name},
      {"system", prompt.system},
      {"user", prompt.user},
      {"json_schema", prompt.json_schema}};
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace airmark::tools
