#include "tools/tagging/prompt_text.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "tools/tagging/dollars.h"

namespace airmark::tools {
namespace {

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
  return part("system", prompt.system) + part("user", prompt.user) +
         part("schema of the answer", prompt.json_schema) + "--- about it ---\n" + "strategy  " +
         prompt.strategy + ", version " + std::to_string(prompt.version) + "\n" +
         "tokens    about " + std::to_string(llm::estimate_tokens(prompt)) + " in, at most " +
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
      {"system", prompt.system},
      {"user", prompt.user},
      {"json_schema", prompt.json_schema}};
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace airmark::tools
