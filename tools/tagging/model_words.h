#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "llm/model_registry.h"
#include "tools/tagging/model_check.h"

namespace airmark::tools {

/// As config/llm_models.json writes them.
std::string_view api_name(llm::ModelApi api) noexcept;
std::string_view output_name(llm::StructuredOutput output) noexcept;
std::string_view lifecycle_name(llm::ModelLifecycle lifecycle) noexcept;

/// Every model in two lines of at most 100 columns under a heading; below it, where the account was
/// asked, what it says. `verdicts` is empty, or has one per model.
std::string models_table(const std::vector<llm::ModelEntry>& models,
                         const std::vector<AccountVerdict>& verdicts);

/// All that is known of one model, a fact a line; `verdict` may be null.
std::string model_facts(const llm::ModelEntry& model, const AccountVerdict* verdict);

/// The same facts under the registry's own keys, with "account" where it was asked.
std::string models_json(const std::vector<llm::ModelEntry>& models,
                        const std::vector<AccountVerdict>& verdicts);
std::string model_json(const llm::ModelEntry& model, const AccountVerdict* verdict);

}  // namespace airmark::tools
