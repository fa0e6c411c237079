#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "llm/aws/credentials.h"
#include "llm/transport/http_transport.h"

namespace airmark::llm {

/// How the path as sent becomes the path that is signed.
enum class CanonicalPath {
  NormalizedAndEncoded,  ///< Dots and empty segments away, then encoded once more: Bedrock, STS.
  Encoded,               ///< Encoded once more, nothing taken away.
  AsSent                 ///< S3, whose keys may hold dots and empty segments.
};

/// What a signature is for.
struct SigningScope {
  std::string region;
  std::string service = "bedrock";
  CanonicalPath path = CanonicalPath::NormalizedAndEncoded;
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
///            unsigned. A request that carries X-Amz-Content-Sha256 is signed with that hash.
///            Source: AWS General Reference, "Create a signed AWS API request".
/// Input      Requires an absolute http or https URL. Host is signed as libcurl will send it. What
///            an earlier signature added is replaced, so that a request can be signed again.
Signature sign_request(HttpRequest& request, const AwsCredentials& credentials,
                       const SigningScope& scope, std::chrono::system_clock::time_point time);

}  // namespace airmark::llm
