#include "tools/standin/request_check.h"

#include <algorithm>
#include <regex>
#include <utility>

#include "llm/aws/ascii_text.h"
#include "llm/aws/aws_time.h"
#include "llm/aws/sha256.h"
#include "llm/aws/sigv4.h"
#include "tools/standin/authorization.h"

namespace airmark::tools {
namespace {

using Time = std::chrono::system_clock::time_point;

// How far a clock may be off, by AWS's documentation of Signature Version 4.
constexpr std::chrono::minutes kWindow{5};

constexpr std::string_view kService = "bedrock";
constexpr std::string_view kChatService = "bedrock-mantle";

Fault bad_signature(std::string message) {
  return {403, "InvalidSignatureException", std::move(message)};
}

Fault must_be_signed(std::string_view header) {
  return bad_signature("'" + std::string(header) +
                       "' must be a 'SignedHeader' in the AWS Authorization.");
}

/// The time in X-Amz-Date, "20261120T103000Z"; empty where it is none.
std::optional<Time> signing_time(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  std::string spread(text);
  for (const std::size_t place : {13, 11}) spread.insert(place, ":");
  for (const std::size_t place : {6, 4}) spread.insert(place, "-");
  const auto time = llm::parse_time(spread);
  return time && llm::compact_time_text(*time) == text ? time : std::nullopt;
}

std::optional<Fault> wrong_time(Time signed_at, Time now) {
  if (signed_at < now - kWindow) return expired_signature(signed_at, now);
  if (signed_at <= now + kWindow) return std::nullopt;
  return bad_signature("Signature not yet current: " + llm::compact_time_text(signed_at) +
                       " is still later than " + llm::compact_time_text(now + kWindow) + " (" +
                       llm::compact_time_text(now) + " + 5 min.)");
}

bool looks_like_region(const std::string& text) {
  static const std::regex form("[a-z]{2,}(-[a-z]{2,}){1,3}-[0-9]{1,2}");
  return text.size() < 40 && std::regex_match(text, form);
}

std::optional<Fault> wrong_scope(const SigV4Authorization& authorization, const std::string& region,
                                 Operation operation, std::string_view date) {
  if (authorization.day != date.substr(0, 8))
    return bad_signature(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
        "HTTP.");
  if (region.empty() ? !looks_like_region(authorization.region) : authorization.region != region)
    return bad_signature("Credential should be scoped to a valid region" +
                         (region.empty() ? "." : ", which is '" + region + "' here."));
  const bool for_chat = operation == Operation::BedrockChat;
  if (authorization.service != kService && !(for_chat && authorization.service == kChatService))
    return bad_signature("Credential should be scoped to correct service: '" +
                         std::string(kService) + "'.");
  return std::nullopt;
}

/// What was signed, as far as it can be told from what came. Empty where a header that is said to
/// be signed is not there.
std::optional<llm::HttpRequest> as_signed(const ReceivedRequest& request,
                                          const std::vector<std::string>& names) {
  llm::HttpRequest result{request.method, "http://standin" + request.target, {}, request.body};
  for (const std::string& name : names) {
    if (!request.header(name)) return std::nullopt;
    for (const auto& header : request.headers)
      if (llm::lower_case(header.first) == name) result.headers.push_back(header);
  }
  return result;
}

std::optional<Fault> wrong_signature_of(const ReceivedRequest& request,
                                        const SigV4Authorization& authorization,
                                        const llm::AwsCredentials& keys, Time signed_at) {
  const auto is_signed = [&](std::string_view name) {
    return std::ranges::find(authorization.signed_headers, name) !=
           authorization.signed_headers.end();
  };
  if (!is_signed("host")) return must_be_signed("Host");
  if (!is_signed("x-amz-date")) return must_be_signed("X-Amz-Date");
  if (!keys.session_token.empty() && !is_signed("x-amz-security-token"))
    return must_be_signed("X-Amz-Security-Token");
  const auto body_hash = request.header("x-amz-content-sha256");
  if (body_hash && *body_hash != llm::hex_text(llm::sha256(request.body))) return wrong_signature();

  auto signed_request = as_signed(request, authorization.signed_headers);
  if (!signed_request) return wrong_signature();
  const llm::Signature expected = llm::sign_request(
      *signed_request, keys, {authorization.region, authorization.service}, signed_at);
  if (expected.signature != authorization.signature) return wrong_signature();
  return std::nullopt;
}

std::optional<Fault> objection_to_signature(const ReceivedRequest& request, std::string_view header,
                                            const RequestCheck::Config& config, Operation operation,
                                            Time now) {
  auto read = read_authorization(header);
  if (auto* fault = std::get_if<Fault>(&read)) return *fault;
  const auto& authorization = std::get<SigV4Authorization>(read);
  const std::string_view date = request.header("x-amz-date").value_or("");
  const auto signed_at = signing_time(date);
  if (!signed_at)
    return Fault{400, "IncompleteSignatureException",
                 "Authorization header requires existence of an 'X-Amz-Date' header in the form "
                 "YYYYMMDD'T'HHMMSS'Z'."};
  const llm::AwsCredentials* keys = config.keys.find(authorization.access_key_id);
  if (keys == nullptr) return unknown_client();
  if (auto fault = wrong_scope(authorization, config.region, operation, date)) return fault;
  if (auto fault = wrong_time(*signed_at, now)) return fault;
  if (request.header("x-amz-security-token").value_or("") != keys->session_token)
    return unknown_client();
  return wrong_signature_of(request, authorization, *keys, *signed_at);
}

}  // namespace

Fault expired_signature(Time signed_at, Time now) {
  return bad_signature("Signature expired: " + llm::compact_time_text(signed_at) +
                       " is now earlier than " + llm::compact_time_text(now - kWindow) + " (" +
                       llm::compact_time_text(now) + " - 5 min.)");
}

Fault wrong_signature() {
  return bad_signature(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details.");
}

Fault unknown_client() {
  return {403, "UnrecognizedClientException",
          "The security token included in the request is invalid."};
}

std::optional<Fault> RequestCheck::objection(const ReceivedRequest& request, Operation operation,
                                             Time now) const {
  if (operation == Operation::LocalChat || operation == Operation::ListLocalModels ||
      is_control(operation))
    return std::nullopt;
  const auto header = request.header("authorization");
  if (!header || llm::trimmed(*header).empty())
    return Fault{403, "MissingAuthenticationTokenException", "Missing Authentication Token"};
  constexpr std::string_view kBearer = "Bearer ";
  if (!header->starts_with(kBearer))
    return objection_to_signature(request, *header, config_, operation, now);
  if (config_.keys.has_bearer_token(llm::trimmed(header->substr(kBearer.size()))))
    return std::nullopt;
  return Fault{403, "AccessDeniedException",
               "Authentication failed: Please make sure your API Key is valid."};
}

}  // namespace airmark::tools
