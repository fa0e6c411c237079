#include "tools/tagging/model_check.h"

#include <algorithm>
#include <variant>

#include "llm/providers/bedrock_account.h"
#include "tools/tagging/model_words.h"

namespace airmark::tools {
namespace {

using llm::ListedModel;
using llm::ModelEntry;
using llm::ModelLifecycle;

std::string use_successor(const ModelEntry& model) {
  return model.successor.empty() ? "" : "use " + model.successor;
}

/// What of the account's list the registry tells otherwise.
std::string difference_of(const ModelEntry& model, const ListedModel& listed) {
  if (model.lifecycle != listed.lifecycle) {
    std::string text = "the registry says " + std::string(lifecycle_name(model.lifecycle)) +
                       ", the account " + std::string(lifecycle_name(listed.lifecycle));
    if (!listed.end_of_life.empty()) text += " until " + listed.end_of_life;
    return text;
  }
  if (!listed.end_of_life.empty() && listed.end_of_life != model.end_of_life)
    return "the account says it ends on " + listed.end_of_life + ", the registry " +
           (model.end_of_life.empty() ? "nothing" : model.end_of_life);
  if (!listed.on_demand && !model.needs_inference_profile)
    return "the account says it needs an inference profile";
  return {};
}

AccountVerdict verdict_of_listed(const ModelEntry& model, const ListedModel& listed,
                                 const llm::ModelAccess& access) {
  AccountVerdict verdict{AccountState::Usable, {}, difference_of(model, listed)};
  if (!access.usable) {
    verdict.state = AccountState::NotGranted;
    verdict.note = access.obstacle;
  } else if (listed.lifecycle == ModelLifecycle::Legacy) {
    verdict.state = AccountState::Legacy;
    if (!listed.end_of_life.empty()) verdict.note = "until " + listed.end_of_life;
    if (const std::string use = use_successor(model); !use.empty())
      verdict.note += (verdict.note.empty() ? "" : "; ") + use;
  }
  return verdict;
}

AccountVerdict verdict_of_unlisted(const ModelEntry& model, const std::string& region) {
  if (model.api == llm::ModelApi::OpenAiChat) return {AccountState::NotOnBedrock, {}, {}};
  if (model.lifecycle == ModelLifecycle::EndOfLife)
    return {AccountState::Gone, "since " + model.end_of_life + "; " + use_successor(model), {}};
  return {
      AccountState::NotInRegion, region + " does not offer it; choose another with --region", {}};
}

Result<llm::ModelAccess> access_to(llm::BedrockClient& client, const ModelEntry& model,
                                   const std::stop_token& stop) {
  const auto answer = llm::model_access(client, model, stop);
  if (const auto* access = std::get_if<llm::ModelAccess>(&answer)) return *access;
  const llm::CallError& failure = std::get<llm::CallError>(answer);
  if (failure.failure == llm::CallFailure::NoAccess)
    return llm::ModelAccess{false, failure.error.message};
  return failure.error;
}

}  // namespace

bool is_usable(AccountState state) noexcept {
  return state == AccountState::Usable || state == AccountState::Legacy;
}

std::string_view state_name(AccountState state) noexcept {
  switch (state) {
    case AccountState::Usable:
      return "usable";
    case AccountState::Legacy:
      return "legacy";
    case AccountState::NotGranted:
      return "not granted";
    case AccountState::NotInRegion:
      return "not in this Region";
    case AccountState::Gone:
      return "gone";
    case AccountState::NotOnBedrock:
      return "not on Bedrock";
  }
  return {};
}

Result<std::vector<AccountVerdict>> check_models(llm::BedrockClient& client,
                                                 const std::vector<ModelEntry>& models,
                                                 std::stop_token stop) {
  const auto answer = llm::list_models(client, stop);
  if (const auto* failure = std::get_if<llm::CallError>(&answer)) return failure->error;
  const auto& listed = std::get<std::vector<ListedModel>>(answer);
  std::vector<AccountVerdict> verdicts;
  for (const ModelEntry& model : models) {
    const auto found = std::ranges::find(listed, model.id, &ListedModel::id);
    if (found == listed.end()) {
      verdicts.push_back(verdict_of_unlisted(model, client.place().region));
    } else {
      const auto access = access_to(client, model, stop);
      if (!access) return access.error();
      verdicts.push_back(verdict_of_listed(model, *found, access.value()));
    }
  }
  return verdicts;
}

}  // namespace airmark::tools
