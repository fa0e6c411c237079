#include "llm/providers/bedrock_client.h"

#include <utility>

#include "llm/aws/sigv4.h"
#include "llm/aws/url_parts.h"
#include "llm/providers/bedrock_errors.h"
#include "llm/providers/call_error.h"
#include "llm/providers/http_date.h"

namespace airmark::llm {
namespace {

bool is_success(int status) { return status >= 200 && status < 300; }

const std::string& endpoint_of(const AwsPlace& place, BedrockHost host) {
  return host == BedrockHost::Runtime ? place.endpoint : place.control_endpoint;
}

/// What keys that could not be found mean for the policies: nothing was sent. What may work later
/// passes like a fault of the server's.
CallError no_identity(const Error& error) {
  const bool may_pass = error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Unavailable;
  return {.failure = may_pass ? CallFailure::ServerFault : CallFailure::NoAccess, .error = error};
}

}  // namespace

BedrockClient::BedrockClient(AwsPlace place, std::shared_ptr<CredentialChain> credentials,
                             std::shared_ptr<HttpTransport> transport,
                             std::chrono::milliseconds timeout, Clock now)
    : place_(std::move(place)),
      credentials_(std::move(credentials)),
      transport_(std::move(transport)),
      timeout_(timeout),
      now_(std::move(now)) {}

std::string BedrockClient::host_name(BedrockHost host) const {
  const std::string& endpoint = endpoint_of(place_, host);
  const std::optional<UrlParts> url = split_url(endpoint);
  return url ? host_header(*url) : endpoint;
}

HttpRequest BedrockClient::request_for(const BedrockCall& call, const AwsIdentity& identity) {
  HttpRequest request{call.method, endpoint_of(place_, call.host) + call.path, call.headers,
                      call.body, timeout_};
  if (!call.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  if (const auto* bearer = std::get_if<BearerToken>(&identity)) {
    request.headers.emplace_back("Authorization", "Bearer " + bearer->token);
    return request;
  }
  std::unique_lock lock(mutex_);
  const std::chrono::seconds offset = clock_offset_;
  lock.unlock();
  sign_request(request, std::get<AwsCredentials>(identity), {place_.region}, now_() + offset);
  return request;
}

bool BedrockClient::take_clock_of(const HttpReply& reply) {
  const auto date = parse_http_date(reply.header("date").value_or(""));
  if (!date) return false;
  const std::lock_guard lock(mutex_);
  clock_offset_ = std::chrono::floor<std::chrono::seconds>(*date - now_());
  return true;
}

std::variant<HttpReply, CallError> BedrockClient::send(const BedrockCall& call,
                                                       std::stop_token stop) {
  const CallSubject subject{host_name(call.host), place_.region, call.model};
  bool clock_mended = false;
  bool keys_renewed = false;
  for (;;) {
    const Result<ResolvedIdentity> identity = credentials_->identity(stop);
    if (stop.stop_requested()) return stopped_unsent();
    if (!identity) return no_identity(identity.error());
    Result<HttpReply> reply = transport_->send(request_for(call, identity.value().identity), stop);
    if (!reply) return transport_error(reply.error());
    if (is_success(reply.value().status)) return std::move(reply).value();
    const CallError error = bedrock_error(reply.value(), subject);
    const bool clock_is_off = error.failure == CallFailure::ClockSkew;
    const bool keys_are_old = error.failure == CallFailure::ExpiredCredentials;
    if (clock_is_off && !std::exchange(clock_mended, true) && take_clock_of(reply.value()))
      continue;
    if (!keys_are_old || std::exchange(keys_renewed, true)) return error;
    credentials_->forget(identity.value().identity);
  }
}

}  // namespace airmark::llm
