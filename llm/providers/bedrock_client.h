#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <variant>

#include "llm/aws/credentials.h"
#include "llm/model_registry.h"
#include "llm/providers/chat_model.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// Bedrock's two hosts: the one that infers and the one that tells about models.
enum class BedrockHost { Runtime, Control };

struct BedrockCall {
  BedrockHost host = BedrockHost::Runtime;
  std::string method = "POST";
  std::string path;  ///< As sent, percent-encoded: "/model/mistral.mixtral-8x7b…%3A0/invoke".
  std::string body;  ///< JSON; empty for a GET.
  HttpHeaders headers{};              ///< Signed too: "Accept", "X-Amzn-Bedrock-Service-Tier", …
  const ModelEntry* model = nullptr;  ///< What it is about, for the sentence where it fails.
};

/// Signs a call, or gives it the Bedrock API key, and sends it once. Two things are mended on the
/// way, once each: a clock that is off (by the reply's Date; remembered) and keys that have expired
/// (read anew). So a call takes up to three times the timeout.
///
/// Output     the reply where its status is 2xx, else why not, in one sentence.
/// Threads    send() from any number of threads at once.
/// Guarantee  returns within 200 ms after `stop` is requested.
class BedrockClient {
 public:
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  BedrockClient(AwsPlace place, std::shared_ptr<CredentialChain> credentials,
                std::shared_ptr<HttpTransport> transport, std::chrono::milliseconds timeout,
                Clock now = std::chrono::system_clock::now);

  std::variant<HttpReply, CallError> send(const BedrockCall& call, std::stop_token stop);

  const AwsPlace& place() const noexcept { return place_; }
  /// For people: the host, with its port where that is not the usual one.
  std::string host_name(BedrockHost host) const;

 private:
  HttpRequest request_for(const BedrockCall& call, const AwsIdentity& identity);
  /// False where the reply does not say what time it is.
  bool take_clock_of(const HttpReply& reply);

  const AwsPlace place_;
  const std::shared_ptr<CredentialChain> credentials_;
  const std::shared_ptr<HttpTransport> transport_;
  const std::chrono::milliseconds timeout_;
  const Clock now_;
  std::mutex mutex_;
  std::chrono::seconds clock_offset_{0};  // under mutex_
};

}  // namespace airmark::llm
