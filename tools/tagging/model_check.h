#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "llm/model_registry.h"
#include "llm/providers/bedrock_client.h"

namespace airmark::tools {

/// What an account says of a model of the registry.
enum class AccountState {
  Usable,
  Legacy,  ///< Usable, and it is known until when.
  NotGranted,
  NotInRegion,
  Gone,         ///< At the end of its life.
  NotOnBedrock  ///< Not in the account's list, and of the kind that other servers run.
};

struct AccountVerdict {
  AccountState state = AccountState::Usable;
  std::string note;        ///< What is to be done, or until when; may be empty.
  std::string difference;  ///< What the registry says otherwise; empty where it agrees.
};

bool is_usable(AccountState state) noexcept;
/// "usable", "legacy", "not granted", "not in this Region", "gone", "not on Bedrock"
std::string_view state_name(AccountState state) noexcept;

/// Asks the account of `client` about each model; costs nothing. One verdict per model, in order.
/// Errors     as the service fails; a model that may not be asked about is NotGranted.
Result<std::vector<AccountVerdict>> check_models(llm::BedrockClient& client,
                                                 const std::vector<llm::ModelEntry>& models,
                                                 std::stop_token stop);

}  // namespace airmark::tools
