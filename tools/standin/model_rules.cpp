#include "tools/standin/model_rules.h"

#include <algorithm>
#include <limits>

#include "tools/standin/schema_rules.h"

namespace airmark::tools {
namespace {

using llm::ModelEntry;

/// How a path names a model.
struct NamedModel {
  std::string_view profile;  ///< "us"; empty where the id is a model's own.
  const ModelEntry* entry = nullptr;
};

const ModelEntry* entry_of(const llm::ModelRegistry& registry, std::string_view id) {
  const auto found = std::ranges::find(registry.entries(), id, &ModelEntry::id);
  return found == registry.entries().end() ? nullptr : &*found;
}

/// Takes what stands before the model or profile in an ARN of that kind away.
bool strip_arn(std::string_view& id, std::string_view kind) {
  const std::size_t at = id.find(kind);
  if (!id.starts_with("arn:") || at == id.npos) return false;
  id.remove_prefix(at + kind.size());
  return true;
}

NamedModel named_model(const llm::ModelRegistry& registry, std::string_view id) {
  const bool profile_arn = strip_arn(id, ":inference-profile/");
  const bool model_arn = !profile_arn && strip_arn(id, ":foundation-model/");
  if (!profile_arn)
    if (const ModelEntry* entry = entry_of(registry, id)) return {"", entry};
  const std::size_t dot = id.find('.');
  if (model_arn || dot == id.npos) return {};
  const std::string_view profile = id.substr(0, dot);
  const ModelEntry* entry = entry_of(registry, id.substr(dot + 1));
  if (entry == nullptr ||
      std::ranges::find(entry->inference_profiles, profile) == entry->inference_profiles.end())
    return {};
  return {profile, entry};
}

bool is_application_profile(std::string_view id) {
  return id.starts_with("arn:") && id.find(":application-inference-profile/") != id.npos;
}

Fault model_says(std::string_view complaint) {
  return invalid("The model returned the following errors: " + std::string(complaint));
}

std::optional<Fault> sampling_objection(const ModelEntry& model, const ModelAsk& ask) {
  if (!model.takes_temperature) {
    if (ask.temperature) return model_says("temperature is deprecated for this model.");
    if (ask.top_p) return model_says("top_p is deprecated for this model.");
    if (ask.has_top_k) return model_says("top_k is deprecated for this model.");
  } else if (!model.takes_top_p_with_temperature && ask.temperature && ask.top_p) {
    return model_says(
        "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
  }
  return std::nullopt;
}

std::optional<Fault> size_objection(const ModelEntry& model, const ModelAsk& ask) {
  const std::string limit = std::to_string(model.output_tokens);
  if (model.output_tokens > 0 && ask.max_tokens.value_or(0) > model.output_tokens)
    return invalid("The maximum tokens you requested exceed the model limit of " + limit +
                   ". Try again with a maximum tokens value lower than " + limit + ".");
  if (model.context_tokens > 0 && token_count(size_bytes(ask)) > model.context_tokens)
    return invalid("Input is too long for requested model.");
  return std::nullopt;
}

std::optional<Fault> form_objection(const ModelEntry& model, const ModelAsk& ask) {
  if (!model.takes_system_prompt && !ask.system.empty())
    return invalid(
        "This model doesn't support system messages. Try again without a system message or use a "
        "model that supports system messages.");
  if (ask.has_tools && model.structured_output == llm::StructuredOutput::PlainText)
    return invalid("This model doesn't support tool use.");
  if (ask.schema.empty()) return std::nullopt;
  if (model.structured_output != llm::StructuredOutput::JsonSchema)
    return model_says("structured output is not supported for this model.");
  if (model.api == llm::ModelApi::OpenAiChat) return std::nullopt;  // its grammar takes more
  if (const auto fault = schema_fault(ask.schema)) return model_says(*fault);
  return std::nullopt;
}

}  // namespace

std::variant<ModelEntry, Fault> find_model(const llm::ModelRegistry& registry, std::string_view id,
                                           bool base_ids_only) {
  const NamedModel named = named_model(registry, id);
  if (named.entry == nullptr) {
    if (is_application_profile(id) && !base_ids_only)
      if (auto entry = registry.find(id)) return entry.value();
    return unknown_model();
  }
  if (named.entry->lifecycle == llm::ModelLifecycle::EndOfLife) return end_of_life();
  if (base_ids_only && !named.profile.empty())
    return invalid("The provided model doesn't support counting tokens.");
  if (!base_ids_only && named.profile.empty() && named.entry->needs_inference_profile)
    return needs_profile(id);
  ModelEntry entry = *named.entry;
  entry.id = id;
  return entry;
}

ModelEntry local_model(std::string_view name) {
  ModelEntry model;
  model.id = name;
  model.api = llm::ModelApi::OpenAiChat;
  model.structured_output = llm::StructuredOutput::JsonSchema;
  model.takes_top_p_with_temperature = true;
  model.input_usd_per_million = 0.0;
  model.output_usd_per_million = 0.0;
  return model;
}

std::optional<Fault> objection(const ModelEntry& model, const ModelAsk& ask) {
  if (auto fault = size_objection(model, ask)) return fault;
  if (auto fault = sampling_objection(model, ask)) return fault;
  return form_objection(model, ask);
}

std::optional<llm::ModelApi> invoke_form(const ModelEntry& model) {
  // What names its maker in the id also names it in the body: "anthropic.…", "anthropic_version".
  constexpr std::string_view kClaudeVersionKey = "anthropic_version";
  if (model.api == llm::ModelApi::InvokeMistral || model.api == llm::ModelApi::InvokeClaude)
    return model.api;
  const std::string_view maker = kClaudeVersionKey.substr(0, kClaudeVersionKey.find('_'));
  if (model.id.find(std::string(maker) + ".") != std::string::npos)
    return llm::ModelApi::InvokeClaude;
  return std::nullopt;
}

int token_count(std::size_t size_bytes) noexcept {
  constexpr std::size_t kTokenBytes = 4;
  const std::size_t count = (size_bytes + kTokenBytes - 1) / kTokenBytes;
  return static_cast<int>(
      std::clamp<std::size_t>(count, 1, std::numeric_limits<std::int32_t>::max()));
}

Fault end_of_life() {
  return {404, "ResourceNotFoundException",
          "This model version has reached the end of its life. Please refer to the AWS "
          "documentation for more details."};
}

Fault needs_profile(std::string_view id) {
  return invalid("Invocation of model ID " + std::string(id) +
                 " with on-demand throughput isn\u2019t supported. Retry your request with the ID "
                 "or ARN of an inference profile that contains this model.");
}

Fault unknown_model() { return invalid("The provided model identifier is invalid."); }

}  // namespace airmark::tools
