#include "tools/standin/operation.h"

#include <algorithm>
#include <array>
#include <vector>

#include "llm/aws/percent_encoding.h"
#include "tools/standin/pieces.h"

namespace airmark::tools {
namespace {

// "*" stands for a model's id.
struct Route {
  std::string_view method;
  std::string_view path;
  Operation operation;
  std::string_view name;
};

constexpr std::array kRoutes{
    Route{"POST", "/model/*/converse", Operation::Converse, "Converse"},
    Route{"POST", "/model/*/invoke", Operation::InvokeModel, "InvokeModel"},
    Route{"POST", "/model/*/count-tokens", Operation::CountTokens, "CountTokens"},
    Route{"POST", "/openai/v1/chat/completions", Operation::BedrockChat, "BedrockChat"},
    Route{"POST", "/v1/chat/completions", Operation::LocalChat, "LocalChat"},
    Route{"GET", "/foundation-models", Operation::ListFoundationModels, "ListFoundationModels"},
    Route{"GET", "/foundation-model-availability/*", Operation::GetFoundationModelAvailability,
          "GetFoundationModelAvailability"},
    Route{"GET", "/v1/models", Operation::ListLocalModels, "ListLocalModels"},
    Route{"GET", "/_standin/calls", Operation::GetCalls, "GetCalls"},
    Route{"PUT", "/_standin/mishaps", Operation::PutMishaps, "PutMishaps"},
    Route{"DELETE", "/_standin/mishaps", Operation::DeleteMishaps, "DeleteMishaps"},
    Route{"POST", "/_standin/reset", Operation::Reset, "Reset"},
};

std::optional<Call> match(const Route& route, const std::vector<std::string_view>& sent) {
  const auto wanted = pieces(route.path, '/');
  if (wanted.size() != sent.size()) return std::nullopt;
  Call call{route.operation, ""};
  for (std::size_t n = 0; n < wanted.size(); ++n) {
    if (wanted[n] == "*" && !sent[n].empty())
      call.model_id = llm::percent_decode(sent[n]);
    else if (wanted[n] != sent[n])
      return std::nullopt;
  }
  return call;
}

}  // namespace

std::optional<Call> route(std::string_view method, std::string_view target) {
  const auto sent = pieces(target.substr(0, target.find('?')), '/');
  for (const Route& route : kRoutes)
    if (route.method == method)
      if (auto call = match(route, sent)) return call;
  return std::nullopt;
}

std::string_view operation_name(Operation operation) noexcept {
  return std::ranges::find(kRoutes, operation, &Route::operation)->name;
}

bool is_control(Operation operation) noexcept { return operation >= Operation::GetCalls; }

bool asks_a_model(Operation operation) noexcept {
  return operation == Operation::Converse || operation == Operation::InvokeModel ||
         operation == Operation::BedrockChat || operation == Operation::LocalChat;
}

FaultForm fault_form(Operation operation) noexcept {
  const bool open_ai = operation == Operation::BedrockChat || operation == Operation::LocalChat ||
                       operation == Operation::ListLocalModels;
  return open_ai ? FaultForm::OpenAi : FaultForm::Bedrock;
}

}  // namespace airmark::tools
