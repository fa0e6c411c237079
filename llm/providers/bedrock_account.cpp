#include "llm/providers/bedrock_account.h"

#include <utility>

#include "llm/aws/aws_time.h"
#include "llm/aws/percent_encoding.h"
#include "llm/providers/call_error.h"
#include "llm/providers/error_table.h"
#include "llm/providers/inference_profile.h"
#include "llm/providers/reply_json.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kDateBytes = 10;  // "2026-07-30"

BedrockCall control_call(std::string path, const ModelEntry* model = nullptr) {
  BedrockCall call;
  call.host = BedrockHost::Control;
  call.method = "GET";
  call.path = std::move(path);
  call.model = model;
  return call;
}

CallError no_answer(const BedrockClient& client, const HttpReply& reply) {
  CallError error = unusable_reply(client.host_name(BedrockHost::Control) +
                                       " answered, but not as Bedrock's control host does; check "
                                       "the endpoint (AWS_ENDPOINT_URL_BEDROCK)",
                                   reply);
  error.may_be_paid = false;  // such calls are free
  return error;
}

/// The day of "2026-07-30T00:00:00Z"; empty where the text is no time.
std::string day_of(const std::string& time) {
  return parse_time(time) ? time.substr(0, kDateBytes) : std::string();
}

bool is_on_demand(const ReplyJson& reply, const std::string& model) {
  const std::string types = model + "/inferenceTypesSupported";
  for (std::size_t n = 0; n < reply.size(types); ++n)
    if (reply.text(types + "/" + std::to_string(n)) == "ON_DEMAND") return true;
  return false;
}

ModelLifecycle lifecycle_of(const std::string& status) {
  return status == "LEGACY" ? ModelLifecycle::Legacy : ModelLifecycle::Active;
}

/// Why the account may not use the model; empty where it may.
std::string obstacle_in(const ReplyJson& reply, const std::string& model,
                        const std::string& region) {
  const auto is = [&](const char* place, const char* word) { return reply.text(place) == word; };
  if (is("/regionAvailability", "NOT_AVAILABLE"))
    return model + " is not offered in " + region + "; choose another Region or model";
  if (is("/authorizationStatus", "NOT_AUTHORIZED"))
    return "the AWS user or role may not use " + model + "; allow bedrock:InvokeModel in IAM";
  if (is("/agreementAvailability/status", "PENDING"))
    return "the account's agreement for " + model + " is being made; try again in a few minutes";
  const std::string agreement = reply.text("/agreementAvailability/status").value_or("AVAILABLE");
  if (agreement != "AVAILABLE")
    return "the account has no agreement for " + model +
           "; accept it in the Bedrock console (Model catalog), with the right "
           "aws-marketplace:Subscribe";
  if (is("/entitlementAvailability", "NOT_AVAILABLE"))
    return "the account is not entitled to " + model +
           "; request access in the Bedrock console (Model catalog)";
  return {};
}

}  // namespace

std::variant<std::vector<ListedModel>, CallError> list_models(BedrockClient& client,
                                                              std::stop_token stop) {
  const auto sent = client.send(control_call("/foundation-models"), stop);
  if (const auto* error = std::get_if<CallError>(&sent)) return *error;
  const auto& reply = std::get<HttpReply>(sent);
  const std::optional<ReplyJson> json = ReplyJson::parse(reply.body);
  if (!json || !json->is_array("/modelSummaries")) return no_answer(client, reply);
  std::vector<ListedModel> models;
  for (std::size_t n = 0; n < json->size("/modelSummaries"); ++n) {
    const std::string place = "/modelSummaries/" + std::to_string(n);
    const std::string lifecycle = place + "/modelLifecycle";
    const std::optional<std::string> id = json->text(place + "/modelId");
    if (!id) continue;
    models.push_back({*id, lifecycle_of(json->text(lifecycle + "/status").value_or("")),
                      day_of(json->text(lifecycle + "/endOfLifeTime").value_or("")),
                      is_on_demand(*json, place)});
  }
  return models;
}

std::variant<ModelAccess, CallError> model_access(BedrockClient& client, const ModelEntry& model,
                                                  std::stop_token stop) {
  const std::string id = base_model_id(model);
  if (id.empty())
    return CallError{.failure = CallFailure::BadRequest,
                     .error = {ErrorKind::Configuration,
                               "an application inference profile does not say which model it "
                               "leads to; ask for the model itself"}};
  const auto sent = client.send(
      control_call("/foundation-model-availability/" + percent_encode(id), &model), stop);
  if (const auto* error = std::get_if<CallError>(&sent)) return *error;
  const auto& reply = std::get<HttpReply>(sent);
  const std::optional<ReplyJson> json = ReplyJson::parse(reply.body);
  if (!json || !json->text("/authorizationStatus")) return no_answer(client, reply);
  std::string obstacle = obstacle_in(*json, shown_model(&model), client.place().region);
  const bool usable = obstacle.empty();
  return ModelAccess{usable, std::move(obstacle)};
}

}  // namespace airmark::llm
