#include "tools/tagging/llm_choice.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "llm/aws/url_parts.h"
#include "tools/common/nearest_word.h"
#include "tools/common/text_file.h"
#include "tools/tagging/tagger_spec.h"

namespace airmark::tools {
namespace {

Error configuration(std::string sentence) {
  return {ErrorKind::Configuration, std::move(sentence)};
}

/// What a flag says wrong is a fault of the command line, what a file says one of the settings.
ErrorKind fault_kind(const Settings& settings, std::string_view key) {
  const auto rows = settings.effective();
  const auto row = std::ranges::find(rows, key, &EffectiveSetting::key);
  const bool by_flag = row != rows.end() && row->origin.starts_with("--");
  return by_flag ? ErrorKind::Usage : ErrorKind::Configuration;
}

bool is_on_this_machine(const std::string& url) {
  const auto parts = llm::split_url(url);
  return parts && llm::is_this_machine(parts->host);
}

/// A server's own name for a model is sent as it stands. The registry's facts count where it knows
/// that very id, or where an alias of it stands for a model of such servers.
std::optional<llm::ModelEntry> openai_entry(const llm::ModelRegistry& registry,
                                            const std::string& name) {
  for (const llm::ModelEntry& entry : registry.entries()) {
    const bool is_chat = entry.api == llm::ModelApi::OpenAiChat;
    const bool by_alias = std::ranges::find(entry.aliases, name) != entry.aliases.end();
    if (entry.id != name && !(is_chat && by_alias)) continue;
    llm::ModelEntry found = entry;
    found.api = llm::ModelApi::OpenAiChat;
    return found;
  }
  return std::nullopt;
}

llm::ModelEntry unregistered(const std::string& name) {
  llm::ModelEntry entry;
  entry.id = name;
  entry.name = name;
  entry.api = llm::ModelApi::OpenAiChat;
  entry.structured_output = llm::StructuredOutput::JsonSchema;
  entry.source = "named in the settings";
  return entry;
}

Result<llm::ModelEntry> openai_model(const Settings& settings, const llm::ModelRegistry& registry,
                                     const TaggerSpec& spec) {
  const auto url = llm::split_url(settings.text("llm.openai_url"));
  if (!url || !url->user.empty() || !url->query.empty() || !url->fragment.empty())
    return configuration(  // which is not shown: it may hold a password
        "llm.openai_url is no address of scheme, host, port and path only; write it like "
        "http://127.0.0.1:8080/v1, and a key in OPENAI_API_KEY");
  if (!spec.model.empty())
    return openai_entry(registry, spec.model).value_or(unregistered(spec.model));
  const std::string usual = settings.text("llm.model");
  const auto known = registry.find(usual);
  if (known && known.value().api != llm::ModelApi::OpenAiChat)
    return configuration("which model the server at " + llm::host_header(*url) +
                         " is to be asked is not said (" + usual +
                         " is one of Bedrock); name it after the tagger, as openai:llama3.2, or in "
                         "llm.model");
  return openai_entry(registry, usual).value_or(unregistered(usual));
}

void set_price(const Settings& settings, const std::string& provider, llm::ModelEntry& model) {
  const double input_price = settings.number("llm.input_price");
  const double output_price = settings.number("llm.output_price");
  if (input_price > 0.0) model.input_usd_per_million = input_price;
  if (output_price > 0.0) model.output_usd_per_million = output_price;
  if (provider != "openai" || !is_on_this_machine(settings.text("llm.openai_url"))) return;
  if (!model.input_usd_per_million) model.input_usd_per_million = 0.0;
  if (!model.output_usd_per_million) model.output_usd_per_million = 0.0;
}

std::string no_strategy(const std::string& name, const std::vector<std::string>& known) {
  std::string list;
  for (const std::string& each : known) list += (list.empty() ? "" : ", ") + each;
  return "there is no prompt strategy '" + name + "'; choose one of " + list +
         did_you_mean(name, known);
}

/// `key` holds the name. What follows a whole one and a '/' was meant to be a strategy.
Result<llm::ModelEntry> bedrock_model(const Settings& settings, std::string_view key,
                                      const llm::ModelRegistry& registry, const std::string& name,
                                      const std::vector<std::string>& strategies) {
  auto model = registry.find(name);
  const std::size_t slash = name.rfind('/');
  if (model || slash == std::string::npos || !registry.find(name.substr(0, slash))) return model;
  return Error{fault_kind(settings, key), no_strategy(name.substr(slash + 1), strategies)};
}

Result<std::string> strategy_of(const Settings& settings, const TaggerSpec& spec,
                                const std::vector<std::string>& known) {
  const std::string name = spec.strategy.empty() ? settings.text("llm.strategy") : spec.strategy;
  if (std::ranges::find(known, name) != known.end()) return name;
  return Error{fault_kind(settings, "llm.strategy"), no_strategy(name, known)};
}

}  // namespace

Result<std::shared_ptr<const llm::PromptLibrary>> prompt_library(const Settings& settings) {
  const std::string folder = settings.text("llm.prompts");
  auto library =
      folder.empty() ? llm::PromptLibrary::built_in() : llm::PromptLibrary::from_folder(folder);
  if (!library) return configuration(library.error().message);
  return std::make_shared<const llm::PromptLibrary>(std::move(library).value());
}

Result<llm::ModelRegistry> model_registry(const Settings& settings) {
  const std::string file = settings.text("llm.models");
  if (file.empty()) return llm::ModelRegistry::built_in();
  const auto text = read_text_file(file);
  if (!text) return configuration(text.error().message);
  return llm::ModelRegistry::from_json(text.value(), file);
}

Result<LlmChoice> choose_llm(const Settings& settings, std::string_view key) {
  return choose_llm(settings, key, settings.text(key));
}

Result<LlmChoice> choose_llm(const Settings& settings, std::string_view key,
                             std::string_view tagger) {
  auto prompts = prompt_library(settings);
  if (!prompts) return prompts.error();
  const auto strategies = prompts.value()->strategies();
  const auto spec = parse_tagger_spec(tagger, strategies);
  if (!spec) return Error{fault_kind(settings, key), spec.error().message};
  const auto registry = model_registry(settings);
  if (!registry) return registry.error();
  LlmChoice choice;
  choice.cascade = spec.value().name == "cascade";
  choice.provider = choice.cascade ? settings.text("llm.provider") : spec.value().name;
  choice.prompts = std::move(prompts).value();
  const std::string& named = spec.value().model;
  auto model = choice.provider == "openai" ? openai_model(settings, registry.value(), spec.value())
               : named.empty()             ? bedrock_model(settings, "llm.model", registry.value(),
                                                           settings.text("llm.model"), strategies)
                               : bedrock_model(settings, key, registry.value(), named, strategies);
  if (!model) return model.error();
  choice.model = std::move(model).value();
  set_price(settings, choice.provider, choice.model);
  auto strategy = strategy_of(settings, spec.value(), strategies);
  if (!strategy) return strategy.error();
  choice.strategy = std::move(strategy).value();
  return choice;
}

Result<Done> require_price(const LlmChoice& choice) {
  if (llm::cost_usd(choice.model, 1, 1)) return Done{};
  return configuration(
      "what " + choice.model.name +
      " costs is not known, so no ceiling could hold; give its price in dollars per million tokens "
      "with --input-price and --output-price (settings llm.input_price, llm.output_price), or in a "
      "registry of your own (llm.models), where a price may be 0");
}

}  // namespace airmark::tools
