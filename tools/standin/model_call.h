#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "llm/model_registry.h"
#include "tools/standin/canned_answer.h"
#include "tools/standin/fault.h"
#include "tools/standin/model_ask.h"
#include "tools/standin/operation.h"

namespace airmark::tools {

/// A model, what it is asked, and in which form.
struct ModelCall {
  llm::ModelEntry model;
  ModelAsk ask;
  llm::ModelApi form = llm::ModelApi::Converse;
};

/// Reads a call that asks a model and holds it against the model's entry; a Fault where AWS would
/// refuse it.
std::variant<ModelCall, Fault> read_model_call(const Call& call, const std::string& body,
                                               const llm::ModelRegistry& registry);

/// The body of the reply, in the form of the call.
std::string answer_body(const ModelCall& call, const CannedAnswer& answer,
                        std::chrono::system_clock::time_point now);

/// Body of CountTokens, {"input": {"converse": …}} or {"input": {"invokeModel": {"body": base64}}}:
/// how many tokens the model would read.
std::variant<int, Fault> read_count_tokens(const Call& call, const std::string& body,
                                           const llm::ModelRegistry& registry);

}  // namespace airmark::tools
