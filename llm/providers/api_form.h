#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "llm/model_registry.h"
#include "llm/prompt/prompt.h"
#include "llm/providers/chat_model.h"
#include "llm/providers/reply_json.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {

enum class AnswerEnd {
  Finished,
  CutOff,    ///< The limit on tokens ended it.
  Withheld,  ///< A guardrail or a filter, or the model itself, did not let it out.
  Broken     ///< The model wrote what the service could not read.
};

/// What a reply holds, whatever form it had.
struct ModelSaid {
  std::string text;                 ///< Words, or the input of a tool as JSON text.
  std::optional<TokenUsage> usage;  ///< Empty where the body does not count.
  AnswerEnd end = AnswerEnd::Finished;
};

/// One way to write a prompt as the body of a request, and to read what comes back. Bodies hold
/// only what the entry says the model takes; max_output_tokens is always said, because an unsaid
/// limit reserves the model's largest answer of the account's quota.
struct ApiForm {
  std::string_view action;  ///< Last part of a Bedrock path: "converse"; empty for OpenAI's.
  std::string (*request)(const Prompt& prompt, const ModelEntry& model);
  /// Empty where the reply is not of this form.
  std::optional<ModelSaid> (*said)(const ReplyJson& reply);
};

ApiForm converse_form();
ApiForm mistral_form();
ApiForm claude_form();
ApiForm openai_chat_form();

ApiForm form_of(ModelApi api);

/// The limit to ask for: the prompt's, but no more than the model can write.
int answer_limit(const Prompt& prompt, const ModelEntry& model);

/// True where the answer is to be made JSON in this way.
bool asks_for(StructuredOutput way, const Prompt& prompt, const ModelEntry& model);

/// The user's turn: with the system prompt before it where the model takes none.
std::string user_turn(const Prompt& prompt, bool with_system);

/// Never more than the largest int, whatever a server claims to have counted.
int sum_of(std::initializer_list<int> counts) noexcept;

/// The answer in a 2xx reply, or a BadReply that carries what it was counted at.
std::variant<ChatAnswer, CallError> read_answer(const ApiForm& form, const HttpReply& reply,
                                                const Prompt& prompt, const ModelEntry& model,
                                                const std::string& host);

}  // namespace airmark::llm
