#include "tools/doctor/openai_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "tools/doctor/endpoint_checks.h"

namespace airmark::tools {
namespace {

constexpr const char* kApiKeyVariable = "OPENAI_API_KEY";
constexpr std::size_t kMostNames = 4;

std::string api_key() {
  const char* key = std::getenv(kApiKeyVariable);
  return key == nullptr ? "" : key;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

llm::HttpRequest list_request(const Settings& settings) {
  llm::HttpRequest request;
  request.method = "GET";
  request.url = without_slash(settings.text("llm.openai_url")) + "/models";
  if (const std::string key = api_key(); !key.empty())
    request.headers.emplace_back("Authorization", "Bearer " + key);
  request.timeout =
      std::chrono::milliseconds(std::llround(1000.0 * settings.number("llm.timeout")));
  return request;
}

/// Empty where the reply is no list of models.
std::set<std::string> listed_models(const std::string& body) {
  std::set<std::string> ids;
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("data") || !json["data"].is_array()) return ids;
  for (const auto& model : json["data"])
    if (model.is_object() && model.contains("id") && model["id"].is_string())
      ids.insert(model["id"].get<std::string>());
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
  if (ids.contains(model)) return fine(Check::ModelAccess, "the server has " + model);
  return doubtful(Check::ModelAccess, "the server does not list " + model,
                  "name one of its models after the tagger, as openai:" + *ids.begin() +
                      " (it has " + some_of(ids) + ")");
}

}  // namespace

void check_openai(const Settings& settings, const std::vector<LlmChoice>& choices,
                  const OnFinding& on_finding, std::stop_token stop) {
  on_finding(fine(Check::Credentials, std::string(kApiKeyVariable) +
                                          (api_key().empty() ? " is not set; servers of one's own "
                                                               "need none as a rule"
                                                             : " is set")));
  on_finding(fine(Check::Place, settings.text("llm.openai_url") + " (by llm.openai_url)"));
  const auto transport = llm::make_curl_transport({});
  const auto reply = check_endpoint(*transport, list_request(settings), on_finding, stop);
  for (const LlmChoice& choice : choices)
    on_finding(reply ? check_model(*reply, choice.model.id)
                     : passed_over(Check::ModelAccess, "the server does not answer"));
}

}  // namespace airmark::tools
