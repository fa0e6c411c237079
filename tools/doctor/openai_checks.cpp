#include "tools/doctor/openai_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "llm/aws/url_parts.h"
#include "llm/prompt/outside_text.h"
#include "tools/doctor/endpoint_checks.h"

namespace airmark::tools {
namespace {

constexpr const char* kApiKeyVariable = "OPENAI_API_KEY";
constexpr std::size_t kMostNames = 4;
constexpr std::size_t kLongestNameBytes = 80;

std::string api_key() {
  const char* key = std::getenv(kApiKeyVariable);
  return key == nullptr ? "" : key;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

llm::HttpRequest list_request(const Settings& settings, const std::string& address) {
  llm::HttpRequest request;
  request.method = "GET";
  request.url = address + "/models";
  if (const std::string key = api_key(); !key.empty())
    request.headers.emplace_back("Authorization", "Bearer " + key);
  request.timeout =
      std::chrono::milliseconds(std::llround(1000.0 * settings.number("llm.timeout")));
  return request;
}

/// Empty where the reply is no list of models. Names come from outside: as they can be shown.
std::set<std::string> listed_models(const std::string& body) {
  std::set<std::string> ids;
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("data") || !json["data"].is_array()) return ids;
  for (const auto& model : json["data"])
    if (model.is_object() && model.contains("id") && model["id"].is_string())
      ids.insert(llm::readable(model["id"].get<std::string>(), kLongestNameBytes));
  return ids;
}

std::string some_of(const std::set<std::string>& ids) {
  std::string text;
  std::size_t told = 0;
  for (const std::string& id : ids)
    if (told++ < kMostNames) text += (text.empty() ? "" : ", ") + id;
  return ids.size() > kMostNames ? text + ", …" : text;
}

Finding check_model(const llm::HttpReply& reply, const std::string& model) {
  constexpr int kUnauthorized = 401;
  constexpr int kForbidden = 403;
  if (reply.status == kUnauthorized || reply.status == kForbidden)
    return failed(Check::ModelAccess, {ErrorKind::Refused, "the server does not accept the key"},
                  std::string("set ") + kApiKeyVariable + " to a key of that server");
  const std::set<std::string> ids = listed_models(reply.body);
  if (ids.empty())
    return doubtful(Check::ModelAccess, "the server does not list its models",
                    "check llm.openai_url (it ends in /v1 as a rule); `airmark doctor --ask` tries "
                    "the model with one small question");
  if (ids.contains(llm::readable(model, kLongestNameBytes)))
    return fine(Check::ModelAccess, "the server has " + model);
  return doubtful(Check::ModelAccess, "the server does not list " + model,
                  "name one of its models after the tagger, as openai:" + *ids.begin() +
                      " (it has " + some_of(ids) + ")");
}

/// Empty where it is no address to which paths can be added. (A password in it is not accepted by
/// the transport, either, and not shown.)
std::optional<std::string> server_address(const std::string& text) {
  const auto url = llm::split_url(text);
  if (!url || !url->user.empty() || !url->query.empty() || !url->fragment.empty())
    return std::nullopt;
  return without_slash(text);
}

}  // namespace

void check_openai(const Settings& settings, const std::vector<LlmChoice>& choices,
                  const OnFinding& on_finding, std::stop_token stop) {
  on_finding(fine(Check::Credentials, std::string(kApiKeyVariable) +
                                          (api_key().empty() ? " is not set; servers of one's own "
                                                               "need none as a rule"
                                                             : " is set")));
  const auto address = server_address(settings.text("llm.openai_url"));
  if (!address) {
    on_finding(failed(Check::Place,
                      {ErrorKind::Configuration,
                       "llm.openai_url is no address of scheme, host, port and path only"},
                      "write it like http://127.0.0.1:8080/v1"));
    on_finding(passed_over(Check::Endpoint, "without an address nobody can be asked"));
    on_finding(passed_over(Check::Clock, "nobody told the time"));
    on_finding(passed_over(Check::ModelAccess, "without an address nobody can be asked"));
    return;
  }
  on_finding(fine(Check::Place, *address + " (by llm.openai_url)"));
  const auto transport = llm::make_curl_transport({});
  const auto reply = check_endpoint(*transport, list_request(settings, *address), on_finding, stop);
  for (const LlmChoice& choice : choices)
    on_finding(reply ? check_model(*reply, choice.model.id)
                     : passed_over(Check::ModelAccess, "the server does not answer"));
}

}  // namespace airmark::tools
