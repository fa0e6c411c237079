#pragma once

#include <memory>
#include <stop_token>

#include "analysis/vocabulary/result.h"
#include "llm/policy/budget.h"
#include "llm/policy/reply_cache.h"
#include "llm/providers/bedrock_client.h"
#include "llm/providers/chat_model.h"
#include "tools/common/settings.h"
#include "tools/tagging/llm_choice.h"

namespace airmark::tools {

/// The account that the settings and the AWS environment name.
/// Errors     Configuration where no region is named or a value cannot be; Refused where there are
///            no credentials.
Result<std::shared_ptr<llm::BedrockClient>> open_bedrock(const Settings& settings,
                                                         std::stop_token stop);

/// The owner's ceilings over the ledger, for one run. `ceilings` as ceilings() has them. Errors as
/// Budget::open().
Result<std::shared_ptr<llm::Budget>> open_budget(const Settings& settings,
                                                 const llm::Ceilings& ceilings);

/// A model that costs nothing needs no budget.
bool costs_nothing(const llm::ModelEntry& model);

/// The chosen model behind its guards and the owner's ceilings; all that can be wrong before the
/// first call is an Error now. `shared` is the budget of all models of a run; without it the model
/// has one of its own.
/// Errors     as open_bedrock() and require_price(); CannotCreate for the ledger.
Result<std::shared_ptr<llm::ChatModel>> open_model(const Settings& settings,
                                                   const LlmChoice& choice,
                                                   std::shared_ptr<llm::Budget> shared,
                                                   std::stop_token stop);

/// Whose answers the cache keeps: "bedrock" for AWS itself, else the server's host and port.
std::string service_name(const Settings& settings, const LlmChoice& choice);

/// Answers of earlier runs; none where llm.cache_replies is 0.
Result<std::shared_ptr<llm::ReplyCache>> open_reply_cache(const Settings& settings);

llm::Ceilings ceilings(const Settings& settings);

/// What a dry run may look at without leaving a trace: null where the file is not there.
Result<std::shared_ptr<llm::ReplyCache>> existing_reply_cache(const Settings& settings);
Result<llm::Spending> earlier_spending(const Settings& settings);

}  // namespace airmark::tools
