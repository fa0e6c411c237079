#include "llm/providers/api_form.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "llm/providers/call_error.h"
#include "llm/providers/error_table.h"

namespace airmark::llm {
namespace {

std::optional<int> header_count(const HttpReply& reply, std::string_view name) {
  const auto text = reply.header(name);
  int value = 0;
  if (!text) return std::nullopt;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (fault != std::errc() || end != text->data() + text->size() || value < 0) return std::nullopt;
  return value;
}

/// What the service counted, in the body or, as for Mistral's form, in the headers only.
std::optional<TokenUsage> counted(const std::optional<ModelSaid>& said, const HttpReply& reply) {
  if (said && said->usage) return said->usage;
  const auto input = header_count(reply, "x-amzn-bedrock-input-token-count");
  const auto output = header_count(reply, "x-amzn-bedrock-output-token-count");
  if (!input || !output) return std::nullopt;
  return TokenUsage{*input, *output};
}

TokenUsage estimated(const Prompt& prompt, const std::string& answer) {
  Prompt spoken;
  spoken.user = answer;
  return {estimate_tokens(prompt), estimate_tokens(spoken)};
}

/// Empty where there is an answer, else why there is none.
std::string fault_of(const std::optional<ModelSaid>& said, const ModelEntry& model,
                     const std::string& host) {
  const std::string name = shown_model(&model);
  if (!said)
    return host + " answered, but not as " + name +
           " should; check the endpoint, and api in the model's registry entry";
  if (said->end == AnswerEnd::Withheld)
    return "a guardrail or filter held back the answer of " + name +
           "; look into the account's guardrails, or use another model";
  if (said->end == AnswerEnd::Broken)
    return name + " wrote an answer that the service could not read; try again";
  if (said->text.empty() && said->end == AnswerEnd::CutOff)
    return name +
           " used up its tokens before it wrote a word; raise the prompt's max_output_tokens";
  if (said->text.empty()) return name + " gave an empty answer; try again, or use another model";
  return {};
}

}  // namespace

ApiForm form_of(ModelApi api) {
  switch (api) {
    case ModelApi::Converse:
      return converse_form();
    case ModelApi::InvokeMistral:
      return mistral_form();
    case ModelApi::InvokeClaude:
      return claude_form();
    case ModelApi::OpenAiChat:
      return openai_chat_form();
  }
  return converse_form();
}

int answer_limit(const Prompt& prompt, const ModelEntry& model) {
  const int wanted = std::max(prompt.max_output_tokens, 1);
  return model.output_tokens > 0 ? std::min(wanted, model.output_tokens) : wanted;
}

bool asks_for(StructuredOutput way, const Prompt& prompt, const ModelEntry& model) {
  return model.structured_output == way && !prompt.json_schema.empty();
}

std::string user_turn(const Prompt& prompt, bool with_system) {
  if (!with_system || prompt.system.empty()) return prompt.user;
  return prompt.system + "\n\n" + prompt.user;
}

int sum_of(std::initializer_list<int> counts) noexcept {
  const std::int64_t sum = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  return static_cast<int>(std::min<std::int64_t>(sum, std::numeric_limits<int>::max()));
}

std::variant<ChatAnswer, CallError> read_answer(const ApiForm& form, const HttpReply& reply,
                                                const Prompt& prompt, const ModelEntry& model,
                                                const std::string& host) {
  const std::optional<ReplyJson> json = ReplyJson::parse(reply.body);
  std::optional<ModelSaid> said = json ? form.said(*json) : std::nullopt;
  const std::optional<TokenUsage> usage = counted(said, reply);
  if (std::string fault = fault_of(said, model, host); !fault.empty()) {
    CallError error = unusable_reply(std::move(fault), reply);
    error.may_be_paid = !usage.has_value();
    error.usage = usage.value_or(TokenUsage());
    return error;
  }
  const TokenUsage paid = usage ? *usage : estimated(prompt, said->text);
  return ChatAnswer{std::move(said->text), paid, said->end == AnswerEnd::CutOff, model.id};
}

}  // namespace airmark::llm
