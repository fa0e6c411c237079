#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tools/standin/fault.h"

namespace airmark::tools {

/// What the stand-in can be asked.
enum class Operation {
  Converse,
  InvokeModel,
  CountTokens,
  BedrockChat,  ///< /openai/v1/chat/completions, as Bedrock's own host has it.
  LocalChat,    ///< /v1/chat/completions, as llama.cpp, Ollama and vLLM have it.
  ListFoundationModels,
  GetFoundationModelAvailability,
  ListLocalModels,
  GetCalls,  ///< /_standin/calls; from here on the stand-in itself is spoken to.
  PutMishaps,
  DeleteMishaps,
  Reset
};

/// One operation on, as a rule, one model.
struct Call {
  Operation operation = Operation::Converse;
  std::string model_id;  ///< From the path, percent-decoded; empty where the path names none.
};

/// Reads method and target; both "%3A" and ':' name the same model. Empty where they belong to no
/// operation.
std::optional<Call> route(std::string_view method, std::string_view target);

/// "InvokeModel", as AWS calls it where it has a name for it.
std::string_view operation_name(Operation operation) noexcept;

bool is_control(Operation operation) noexcept;

/// True where a model answers, which is what is paid for.
bool asks_a_model(Operation operation) noexcept;

FaultForm fault_form(Operation operation) noexcept;

}  // namespace airmark::tools
