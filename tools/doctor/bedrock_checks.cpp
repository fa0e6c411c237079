#include "tools/doctor/bedrock_checks.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "llm/aws/aws_time.h"
#include "llm/providers/bedrock_client.h"
#include "tools/doctor/access_check.h"
#include "tools/doctor/endpoint_checks.h"

namespace airmark::tools {
namespace {

// Keys that end sooner are not worth starting a long session with.
constexpr std::chrono::minutes kSoon{15};

std::optional<std::string> text_or_none(const Settings& settings, std::string_view key) {
  const std::string text = settings.text(key);
  return text.empty() ? std::nullopt : std::optional(text);
}

std::chrono::milliseconds timeout(const Settings& settings) {
  return std::chrono::milliseconds(std::llround(1000.0 * settings.number("llm.timeout")));
}

std::string place_text(const llm::AwsPlace& place) {
  std::string text = place.region + " (by " + place.region_source + "), " + place.endpoint +
                     " (by " + place.endpoint_source + ")";
  const bool control_elsewhere = place.control_endpoint_source != place.endpoint_source &&
                                 place.control_endpoint != place.endpoint;
  if (control_elsewhere)
    text +=
        ", about models " + place.control_endpoint + " (by " + place.control_endpoint_source + ")";
  if (place.certificate_bundle) text += ", certificates of " + *place.certificate_bundle;
  return text;
}

}  // namespace

Finding check_identity(const Result<llm::ResolvedIdentity>& identity,
                       std::chrono::system_clock::time_point now) {
  if (!identity)
    return failed(Check::Credentials, identity.error(), "see `aws configure` and the README");
  const llm::ResolvedIdentity& found = identity.value();
  std::string text = "by " + found.source;
  const auto* keys = std::get_if<llm::AwsCredentials>(&found.identity);
  if (keys == nullptr) text += ", a Bedrock API key";
  const bool ends = keys != nullptr && keys->expires.has_value();
  if (ends) text += ", valid until " + llm::time_text(*keys->expires);
  std::string others;
  for (const llm::CredentialAttempt& attempt : found.attempts)
    if (attempt.outcome != "used")
      others += (others.empty() ? "; passed over: " : ", ") + attempt.source + " (" +
                attempt.outcome + ")";
  text += others;
  if (ends && *keys->expires - now < kSoon)
    return doubtful(Check::Credentials, std::move(text), "renew them before a long session");
  return fine(Check::Credentials, std::move(text));
}

void check_bedrock(const Settings& settings, const std::vector<LlmChoice>& choices,
                   const OnFinding& on_finding, std::stop_token stop) {
  const auto environment = llm::AwsEnvironment::of_this_process();
  const auto profile = text_or_none(settings, "llm.profile");
  const auto credentials = std::make_shared<llm::CredentialChain>(environment, profile);
  const auto identity = credentials->identity(stop);
  on_finding(check_identity(identity, std::chrono::system_clock::now()));
  const auto place = llm::resolve_place(environment, profile, text_or_none(settings, "llm.region"),
                                        text_or_none(settings, "llm.endpoint"));
  on_finding(place ? fine(Check::Place, place_text(place.value()))
                   : failed(Check::Place, place.error(), "set llm.region or AWS_REGION"));
  if (!place) {
    on_finding(passed_over(Check::Endpoint, "without a Region there is no address"));
    on_finding(passed_over(Check::Clock, "nobody told the time"));
    on_finding(passed_over(Check::ModelAccess, "without an address nobody can be asked"));
    return;
  }
  const std::shared_ptr<llm::HttpTransport> transport =
      llm::make_curl_transport({.certificate_bundle = place.value().certificate_bundle});
  llm::HttpRequest request;
  request.method = "GET";
  request.url = place.value().endpoint + "/";
  request.timeout = timeout(settings);
  const bool answers = check_endpoint(*transport, request, on_finding, stop).has_value();
  if (!answers || !identity) {
    on_finding(passed_over(Check::ModelAccess, answers ? "without credentials nobody can be asked"
                                                       : "the service does not answer"));
    return;
  }
  llm::BedrockClient client(place.value(), credentials, transport, timeout(settings));
  for (const LlmChoice& choice : choices) on_finding(check_access(client, choice.model, stop));
}

}  // namespace airmark::tools
