#include "tools/standin/model_call.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "tools/standin/answer_body.h"
#include "tools/standin/base64.h"
#include "tools/standin/json_fields.h"
#include "tools/standin/model_rules.h"

namespace airmark::tools {
namespace {

using Json = nlohmann::json;
using llm::ModelApi;
using llm::ModelEntry;

AskOrFault read_invoke(const ModelEntry& model, const std::string& body) {
  const auto form = invoke_form(model);
  if (!form) return invalid("The stand-in knows no InvokeModel body for this model; use Converse.");
  return *form == ModelApi::InvokeMistral ? read_mistral(body) : read_claude(body);
}

std::variant<ModelCall, Fault> checked(ModelEntry model, AskOrFault read, ModelApi form) {
  if (auto* fault = std::get_if<Fault>(&read)) return *fault;
  auto& ask = std::get<ModelAsk>(read);
  if (auto fault = objection(model, ask)) return *fault;
  return ModelCall{std::move(model), std::move(ask), form};
}

std::variant<ModelCall, Fault> read_chat_call(Operation operation, const std::string& body,
                                              const llm::ModelRegistry& registry) {
  auto read = read_chat(body);
  if (auto* fault = std::get_if<Fault>(&read)) return *fault;
  const std::string& name = std::get<ModelAsk>(read).model_id;
  if (operation == Operation::LocalChat) {
    ModelEntry model = local_model(name);
    return checked(std::move(model), std::move(read), ModelApi::OpenAiChat);
  }
  auto found = find_model(registry, name);
  if (auto* fault = std::get_if<Fault>(&found)) return *fault;
  return checked(std::get<ModelEntry>(std::move(found)), std::move(read), ModelApi::OpenAiChat);
}

}  // namespace

std::variant<ModelCall, Fault> read_model_call(const Call& call, const std::string& body,
                                               const llm::ModelRegistry& registry) {
  if (call.operation == Operation::BedrockChat || call.operation == Operation::LocalChat)
    return read_chat_call(call.operation, body, registry);
  auto found = find_model(registry, call.model_id);
  if (auto* fault = std::get_if<Fault>(&found)) return *fault;
  auto model = std::get<ModelEntry>(std::move(found));
  if (call.operation == Operation::Converse)
    return checked(std::move(model), read_converse(body), ModelApi::Converse);
  auto read = read_invoke(model, body);
  const ModelApi form = invoke_form(model).value_or(ModelApi::InvokeClaude);
  return checked(std::move(model), std::move(read), form);
}

std::string answer_body(const ModelCall& call, const CannedAnswer& answer,
                        std::chrono::system_clock::time_point now) {
  switch (call.form) {
    case ModelApi::Converse:
      return converse_answer(answer);
    case ModelApi::InvokeMistral:
      return mistral_answer(answer);
    case ModelApi::InvokeClaude:
      return claude_answer(answer, call.model.id);
    case ModelApi::OpenAiChat:
      return chat_answer(answer, call.model.id, std::chrono::system_clock::to_time_t(now));
  }
  return {};
}

std::variant<int, Fault> read_count_tokens(const Call& call, const std::string& body,
                                           const llm::ModelRegistry& registry) {
  auto found = find_model(registry, call.model_id, true);
  if (auto* fault = std::get_if<Fault>(&found)) return *fault;
  const Json json = parsed_json<Json>(body);
  if (json.is_discarded()) return not_json();
  const Json converse = at_path(json, {"input", "converse"});
  const Json invoke = at_path(json, {"input", "invokeModel", "body"});
  if (converse.is_object() == invoke.is_string())
    return malformed("#/input", "exactly one of [converse, invokeModel] must be set");
  AskOrFault read = not_json();
  if (converse.is_object()) {
    read = read_converse(converse.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else if (const auto inner = base64_decoded(invoke.get_ref<const std::string&>())) {
    read = read_invoke(std::get<ModelEntry>(found), *inner);
  }
  if (auto* fault = std::get_if<Fault>(&read)) return *fault;
  return token_count(size_bytes(std::get<ModelAsk>(read)));
}

}  // namespace airmark::tools
