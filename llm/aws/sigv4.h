#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "llm/aws/credentials.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// What a signature is for.
struct SigningScope {
  std::string region;
  std::string service = "bedrock";
};

/// The steps of a signature, as AWS names them; kept apart so that each can be tested.
struct Signature {
  std::string canonical_request;
  std::string string_to_sign;
  std::string signature;      ///< Lower-case hex.
  std::string authorization;  ///< Value of the header.
};

/// Signs by AWS Signature Version 4 with OpenSSL: adds X-Amz-Date, X-Amz-Security-Token (where the
/// credentials have a token) and Authorization to the request's headers; returns the steps.
///
/// Method     the canonical path is the path as sent, percent-encoded once more per segment
///            (libcurl's own signer before 8.14 does not, and is refused for model ids with ':').
///            Connection, Expect, TE, Transfer-Encoding, User-Agent and X-Amzn-Trace-Id stay
///            unsigned. Source: AWS General Reference, "Create a signed AWS API request".
Signature sign_request(HttpRequest& request, const AwsCredentials& credentials,
                       const SigningScope& scope, std::chrono::system_clock::time_point time);

}  // namespace airmark::llm
