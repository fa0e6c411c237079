#include <nlohmann/json.hpp>

#include "llm/aws/ascii_text.h"
#include "llm/providers/api_form.h"

namespace airmark::llm {
namespace {

using Json = nlohmann::ordered_json;

/// The prompt without the signs by which the model tells instructions from answers: brackets become
/// parentheses, so that taking one mark apart does not put another one together.
std::string without_marks(std::string text) {
  constexpr std::string_view kMarks[] = {"[inst]", "[/inst]", "<s>", "</s>", "<<sys>>", "<</sys>>"};
  const std::string lower = lower_case(text);
  for (const std::string_view mark : kMarks)
    for (std::size_t at = lower.find(mark); at != lower.npos; at = lower.find(mark, at + 1)) {
      text[at] = '(';
      text[at + mark.size() - 1] = ')';
    }
  return text;
}

/// Mistral's instruction format has no place for a system prompt: it goes before the user's words.
std::string request(const Prompt& prompt, const ModelEntry& model) {
  Json body{{"prompt", "<s>[INST] " + without_marks(user_turn(prompt, true)) + " [/INST]"},
            {"max_tokens", answer_limit(prompt, model)}};
  if (model.takes_temperature) body["temperature"] = prompt.temperature;
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ModelSaid> said(const ReplyJson& reply) {
  const std::optional<std::string> text = reply.text("/outputs/0/text");
  if (!text) return std::nullopt;
  const bool cut_off = reply.text("/outputs/0/stop_reason") == "length";
  return ModelSaid{std::string(trimmed(*text)), std::nullopt,
                   cut_off ? AnswerEnd::CutOff : AnswerEnd::Finished};
}

}  // namespace

ApiForm mistral_form() { return {"invoke", request, said}; }

}  // namespace airmark::llm
