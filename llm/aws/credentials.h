#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// Keys that sign requests. Never logged, never printed.
struct AwsCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;  ///< Empty for long-term keys.
  std::optional<std::chrono::system_clock::time_point> expires;
  bool operator==(const AwsCredentials&) const = default;
};

/// A Bedrock API key, sent as it is. Never logged, never printed.
struct BearerToken {
  std::string token;
  bool operator==(const BearerToken&) const = default;
};

using AwsIdentity = std::variant<BearerToken, AwsCredentials>;

/// What the chain looked at, for a person: never a secret.
struct CredentialAttempt {
  std::string source;  ///< "AWS_BEARER_TOKEN_BEDROCK", "profile 'radio' in ~/.aws/credentials", …
  std::string outcome;  ///< "used", or in a few words why not.
};

struct ResolvedIdentity {
  AwsIdentity identity;
  std::string source;
  std::vector<CredentialAttempt> attempts;
};

/// The environment, files and programs that the AWS SDKs read, so that tests can stage them.
struct AwsEnvironment {
  std::map<std::string, std::string> variables;
  std::string home;
  /// With a credential_process: one that asks a person for a second factor needs a while. The AWS
  /// SDK for Go waits as long.
  std::chrono::milliseconds process_patience{60'000};

  static AwsEnvironment of_this_process();
  std::optional<std::string> variable(const std::string& name) const;
};

/// Finds credentials as the AWS SDKs do: bearer token, environment, credentials file and config
/// file of the profile, credential_process. An Error (Refused) lists each source and why it gave
/// nothing. Keys that expire are asked for again from 15 minutes before on; the old ones serve
/// until they have really expired. A source that is there but broken or not spoken by this program
/// (an assumed role, single sign-on) ends the search: no other identity slips in for it. A
/// credential_process that gives nothing in time is a Timeout.
///
/// Threads    identity() from any thread; one at a time searches, and from 10 minutes before the
///            expiry on the others wait for it.
/// Guarantee  identity() returns within 200 ms after `stop` is requested (Refused).
class CredentialChain {
 public:
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  CredentialChain(AwsEnvironment environment, std::optional<std::string> profile,
                  Clock now = std::chrono::system_clock::now);
  ~CredentialChain();

  Result<ResolvedIdentity> identity(std::stop_token stop = {});

  /// The service called these keys expired: they are read anew next time, unless another thread
  /// has done so meanwhile.
  void forget(const AwsIdentity& expired);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The source of an endpoint that is AWS's own.
inline constexpr const char* kUsualEndpoint = "the region";

/// Where requests go: one host infers, the other (control) tells about models.
struct AwsPlace {
  std::string region;
  std::string region_source;
  std::string endpoint;  ///< "https://bedrock-runtime.us-east-1.amazonaws.com"
  std::string endpoint_source;
  std::optional<std::string> certificate_bundle;
  std::string control_endpoint{};  ///< "https://bedrock.us-east-1.amazonaws.com"
  std::string control_endpoint_source{};
};

/// Region and endpoints as the SDKs resolve them: flag, AWS_REGION, AWS_DEFAULT_REGION, profile;
/// AWS_ENDPOINT_URL_BEDROCK_RUNTIME (for control AWS_ENDPOINT_URL_BEDROCK), AWS_ENDPOINT_URL, the
/// profile's services section (`bedrock_runtime`, `bedrock`) and endpoint_url, unless
/// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true. `endpoint` serves for both. Configuration where no
/// region is named, a profile is missing, or a value cannot be. AWS_USE_FIPS_ENDPOINT and
/// AWS_USE_DUALSTACK_ENDPOINT choose among AWS's own endpoints.
Result<AwsPlace> resolve_place(const AwsEnvironment& environment,
                               const std::optional<std::string>& profile,
                               const std::optional<std::string>& region,
                               const std::optional<std::string>& endpoint);

}  // namespace airmark::llm
