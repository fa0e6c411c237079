#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "llm/model_registry.h"
#include "llm/providers/bedrock_client.h"
#include "llm/providers/chat_model.h"

namespace airmark::llm {

/// A model on Bedrock: Converse, InvokeModel in Mistral's or Claude's form, or OpenAI's chat, as
/// `model.api` says; what the request may hold follows from the other fields of the entry.
///
/// Output     `usage` as the reply's body counts it, cached input included, else as its headers do;
///            where neither tells, estimate_tokens() of the prompt and of the answer.
std::shared_ptr<ChatModel> make_bedrock_model(std::shared_ptr<BedrockClient> client,
                                              ModelEntry model);

/// A server that speaks OpenAI's chat completions: llama.cpp, Ollama, vLLM, Bedrock's own.
struct OpenAiServer {
  std::string base_url;  ///< "http://127.0.0.1:8080/v1", with or without a slash at the end.
  std::optional<std::string> api_key;  ///< Sent as a bearer token, never shown.
  std::chrono::milliseconds timeout{30'000};
};

/// A model behind such a server; the requests are OpenAI's whatever `model.api` says.
///
/// Output     `usage` as the server counts it; where it does not (Ollama and others leave it out at
///            times), estimate_tokens() of the prompt and of the answer.
std::shared_ptr<ChatModel> make_openai_model(OpenAiServer server,
                                             std::shared_ptr<HttpTransport> transport,
                                             ModelEntry model);

}  // namespace airmark::llm
