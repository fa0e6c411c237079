#include "tools/doctor/access_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "llm/providers/bedrock_account.h"
#include "llm/providers/inference_profile.h"

namespace airmark::tools {
namespace {

constexpr const char* kTry = "`airmark doctor --ask` tries it with one small question";
// What a user needs for these checks and for nothing else.
constexpr std::string_view kNeededRight = "bedrock:GetFoundationModelAvailability";

/// Whether a failure here means that asking the model would fail, too. Else only what tells about
/// models is out of order: another host, which need not be reachable, and other rights.
bool forbids_asking(const llm::CallError& why) {
  using enum llm::CallFailure;
  const bool right_is_missing =
      why.failure == NoAccess && why.error.message.find(kNeededRight) != std::string::npos;
  const bool about_the_account = why.failure == NoAccess || why.failure == ExpiredCredentials ||
                                 why.failure == ClockSkew || why.failure == WrongModel;
  return about_the_account && !right_is_missing;
}

Finding refused(const llm::CallError& why) {
  if (forbids_asking(why)) return failed(Check::ModelAccess, why.error, kTry);
  Finding finding = doubtful(Check::ModelAccess, why.error, kTry);
  finding.found = "cannot be told: " + finding.found;
  finding.remedy += " (tagging does not need it; " + std::string(kTry) + ")";
  return finding;
}

/// What the Region's own list says; empty where it says nothing against the model.
std::optional<Finding> fault_in_list(const std::vector<llm::ListedModel>& models,
                                     const llm::ModelEntry& model, const std::string& region) {
  const std::string id = llm::base_model_id(model);
  if (id.empty()) return std::nullopt;
  const auto listed = std::ranges::find(models, id, &llm::ListedModel::id);
  if (listed == models.end())
    return doubtful(Check::ModelAccess, region + " does not list " + id,
                    "choose another Region or model; `airmark models` lists those known");
  if (listed->lifecycle == llm::ModelLifecycle::Legacy)
    return doubtful(Check::ModelAccess,
                    "the account may use " + model.id + ", but it is a legacy model" +
                        (listed->end_of_life.empty() ? "" : " and ends on " + listed->end_of_life),
                    model.successor.empty() ? "choose another model in time"
                                            : "use " + model.successor + " in its place");
  const bool plain = model.id == id;
  const auto profile = llm::profile_for(model, region);
  if (!listed->on_demand && plain && !model.needs_inference_profile)
    return doubtful(Check::ModelAccess, region + " has " + id + " by inference profile only",
                    profile ? "name the model " + *profile : "choose another Region");
  return std::nullopt;
}

}  // namespace

Finding check_access(llm::BedrockClient& client, const llm::ModelEntry& model,
                     std::stop_token stop) {
  const auto answer = llm::model_access(client, model, stop);
  if (const auto* why = std::get_if<llm::CallError>(&answer)) return refused(*why);
  const auto& access = std::get<llm::ModelAccess>(answer);
  if (!access.usable)
    return failed(Check::ModelAccess, {ErrorKind::Refused, access.obstacle}, kTry);
  const auto listed = llm::list_models(client, stop);
  if (const auto* models = std::get_if<std::vector<llm::ListedModel>>(&listed))
    if (auto fault = fault_in_list(*models, model, client.place().region)) return *fault;
  std::string found = "the account may use " + model.id;
  const auto profile = llm::profile_for(model, client.place().region);
  if (model.needs_inference_profile && profile) found += " by inference profile " + *profile;
  return fine(Check::ModelAccess, std::move(found) + " in " + client.place().region);
}

}  // namespace airmark::tools
