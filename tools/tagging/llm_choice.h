#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "llm/model_registry.h"
#include "llm/prompt/prompt.h"
#include "tools/common/settings.h"

namespace airmark::tools {

/// Which language model is to be asked, in which words and at what price: all that the settings
/// say by themselves, before any account, network or file of ours is touched.
struct LlmChoice {
  bool cascade = false;
  std::string provider;   ///< "bedrock" or "openai".
  llm::ModelEntry model;  ///< With the price that counts, if one is known.
  std::string strategy;   ///< One of `prompts`.
  std::shared_ptr<const llm::PromptLibrary> prompts;
};

/// The templates that llm.prompts names, else the built-in ones.
Result<std::shared_ptr<const llm::PromptLibrary>> prompt_library(const Settings& settings);

/// The registry that llm.models names, else the built-in one.
Result<llm::ModelRegistry> model_registry(const Settings& settings);

/// Reads the tagger that `key` ("tag.tagger", "llm.provider") holds and fills in what it leaves
/// open from llm.model and llm.strategy. Requires that asks_llm() is true of it.
/// Errors     Configuration for a model that is unknown or retired and for a prompt folder or
///            registry that cannot be used; a flag's fault is a Usage error.
Result<LlmChoice> choose_llm(const Settings& settings, std::string_view key);

/// The same for a `tagger` that was taken from a list under `key`.
Result<LlmChoice> choose_llm(const Settings& settings, std::string_view key,
                             std::string_view tagger);

/// Ceilings cannot hold what cannot be counted: Configuration, naming the settings that give a
/// price, where none is known.
Result<Done> require_price(const LlmChoice& choice);

}  // namespace airmark::tools
