#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "llm/model_registry.h"
#include "llm/providers/bedrock_client.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// A model on Bedrock: Converse, or InvokeModel in Mistral's or Claude's form, as `model.api` says;
/// what the request may hold follows from the other fields of the entry.
std::shared_ptr<ChatModel> make_bedrock_model(std::shared_ptr<BedrockClient> client,
                                              ModelEntry model);

/// A server that speaks OpenAI's chat completions: llama.cpp, Ollama, vLLM, Bedrock's own.
struct OpenAiServer {
  std::string base_url;  ///< "http://127.0.0.1:8080/v1"
  std::optional<std::string> api_key;
  std::chrono::milliseconds timeout{30'000};
};
std::shared_ptr<ChatModel> make_openai_model(OpenAiServer server,
                                             std::shared_ptr<HttpTransport> transport,
                                             ModelEntry model);

}  // namespace airmark::llm
