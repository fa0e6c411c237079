#include "llm/providers/openai_errors.h"

namespace airmark::llm {
namespace {

using enum CallFailure;

// Codes of OpenAI's API reference, as llama.cpp, Ollama and vLLM use them too.
constexpr ErrorRow kRows[] = {
    {"insufficient_quota", "", 0, DailyQuota,
     "the account at {host} has no credit left; pay in, or use another server"},
    {"context_length_exceeded", "", 0, BadRequest,
     "the prompt is too long for {model} at {host}; choose a shorter strategy, or start the "
     "server with a larger context"},
    {"exceed_context_size", "", 0, BadRequest,
     "the prompt is too long for {model} at {host}; choose a shorter strategy, or start the "
     "server with a larger context"},
    {"model_not_found", "", 0, WrongModel,
     "{host} has no model {model}; load it there, or name one it has"},
    {"", "model", 404, WrongModel,
     "{host} has no model {model}; load it there, or name one it has"},
    {"", "", 401, NoAccess, "{host} does not accept the API key; check it"},
    {"", "", 403, NoAccess, "{host} refuses access{type}; check the API key and its rights"},
    {"", "", 404, BadRequest,
     "{host} has no chat completions at this address; base URLs usually end in /v1"},
    {"", "", 405, BadRequest,
     "{host} has no chat completions at this address; base URLs usually end in /v1"},
    {"", "", 408, TimedOut, "{host} took too long; try again"},
    {"", "", 413, BadRequest, "{host} finds the request too large; choose a shorter strategy"},
    {"", "", 429, Throttled, "{host} takes no more requests at the moment; ask less often"},
    {"", "", 503, ServerFault,
     "{host} is overloaded or still loads {model}; try again in a minute"},
    {"", "", 400, BadRequest,
     "{host} refuses the request{type}; correct structured_output and takes_temperature in the "
     "registry entry of {model}"},
    {"", "", 422, BadRequest,
     "{host} refuses the request{type}; correct structured_output and takes_temperature in the "
     "registry entry of {model}"},
};

}  // namespace

CallError openai_error(const HttpReply& reply, const CallSubject& subject) {
  return error_by_table(reply, kRows, subject);
}

}  // namespace airmark::llm
