#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "tools/standin/exchange.h"
#include "tools/standin/fault.h"
#include "tools/standin/known_keys.h"
#include "tools/standin/operation.h"

namespace airmark::tools {

/// Tells requests that AWS would let pass from those it would not.
///
/// Method     recomputes the signature with llm/aws/sigv4 over the request as received: the path as
///            sent, the headers that SignedHeaders names, the body. A request that signs a header
///            which proxies rewrite (User-Agent, Connection, Expect, TE, Transfer-Encoding,
///            X-Amzn-Trace-Id) is refused, because our signer leaves those out.
/// Threads    any.
class RequestCheck {
 public:
  struct Config {
    KnownKeys keys;
    std::string region;  ///< The only one served; empty for any that looks like one.
  };

  explicit RequestCheck(Config config) : config_(std::move(config)) {}

  /// Why the request is refused; empty where it may pass. What a local OpenAI server offers and
  /// the control of the stand-in itself need no key.
  std::optional<Fault> objection(const ReceivedRequest& request, Operation operation,
                                 std::chrono::system_clock::time_point now) const;

 private:
  const Config config_;
};

/// 403 InvalidSignatureException for a clock that is off, in AWS's words.
Fault expired_signature(std::chrono::system_clock::time_point signed_at,
                        std::chrono::system_clock::time_point now);

/// 403 for a signature that is not what it should be.
Fault wrong_signature();

/// 403 UnrecognizedClientException: nobody has such a key, or not with that session token.
Fault unknown_client();

}  // namespace airmark::tools
