#include "tools/tagging/model_words.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;
using llm::ModelEntry;

constexpr std::size_t kAliasWidth = 17;
constexpr std::size_t kNameWidth = 24;
constexpr std::size_t kPriceWidth = 15;
constexpr std::size_t kContextWidth = 9;
constexpr std::size_t kOutputWidth = 13;
constexpr std::size_t kIdWidth = 48;
constexpr std::size_t kApiWidth = 16;
constexpr std::size_t kFactWidth = 14;

std::string column(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

/// Without the blanks that the last column leaves.
std::string line(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text + '\n';
}

std::string joined(const std::vector<std::string>& texts, std::string_view none = "-") {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : " ") + text;
  return list.empty() ? std::string(none) : list;
}

std::string price(const std::optional<double>& usd_per_million) {
  if (!usd_per_million) return "?";
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.4g", *usd_per_million);
  return text.data();
}

std::string prices(const ModelEntry& model) {
  return price(model.input_usd_per_million) + " / " + price(model.output_usd_per_million);
}

/// 32000 → "32k", 1000000 → "1M"
std::string tokens(int count) {
  if (count == 0) return "?";
  if (count % 1'000'000 == 0) return std::to_string(count / 1'000'000) + "M";
  if (count % 1000 == 0) return std::to_string(count / 1000) + "k";
  return std::to_string(count);
}

std::string limit(int count) {
  return count == 0 ? "not known" : std::to_string(count) + " tokens at most";
}

std::string short_name(llm::StructuredOutput output) {
  switch (output) {
    case llm::StructuredOutput::JsonSchema:
      return "schema";
    case llm::StructuredOutput::ForcedTool:
      return "tool";
    case llm::StructuredOutput::PlainText:
      return "text";
  }
  return {};
}

std::string life(const ModelEntry& model) {
  if (model.lifecycle == llm::ModelLifecycle::EndOfLife) return "ended " + model.end_of_life;
  std::string text(lifecycle_name(model.lifecycle));
  return model.end_of_life.empty() ? text : text + " until " + model.end_of_life;
}

std::string first_line(const ModelEntry& model) {
  return line(column(model.aliases.empty() ? "-" : model.aliases.front(), kAliasWidth) +
              column(model.name, kNameWidth) + column(prices(model), kPriceWidth) +
              column(tokens(model.context_tokens), kContextWidth) +
              column(short_name(model.structured_output), kOutputWidth) + life(model));
}

std::string second_line(const std::string& id, const std::string& api,
                        const std::string& profiles) {
  return line("  " + column(id, kIdWidth) + column(api, kApiWidth) + profiles);
}

std::string account_text(const AccountVerdict& verdict) {
  std::string text(state_name(verdict.state));
  if (!verdict.note.empty()) text += ": " + verdict.note;
  if (!verdict.difference.empty()) text += " (" + verdict.difference + ")";
  return text;
}

Json facts_json(const ModelEntry& model, const AccountVerdict* verdict) {
  const auto price_json = [](const std::optional<double>& usd) {
    return usd ? Json(*usd) : Json(nullptr);
  };
  Json object{{"id", model.id},
              {"aliases", model.aliases},
              {"name", model.name},
              {"api", api_name(model.api)},
              {"structured_output", output_name(model.structured_output)},
              {"takes_system_prompt", model.takes_system_prompt},
              {"takes_temperature", model.takes_temperature},
              {"takes_top_p_with_temperature", model.takes_top_p_with_temperature},
              {"needs_inference_profile", model.needs_inference_profile},
              {"inference_profiles", model.inference_profiles},
              {"context_tokens", model.context_tokens},
              {"output_tokens", model.output_tokens},
              {"input_usd_per_million", price_json(model.input_usd_per_million)},
              {"output_usd_per_million", price_json(model.output_usd_per_million)},
              {"lifecycle", lifecycle_name(model.lifecycle)},
              {"end_of_life", model.end_of_life},
              {"successor", model.successor},
              {"source", model.source}};
  if (verdict != nullptr)
    object["account"] = {{"state", state_name(verdict->state)},
                         {"usable", is_usable(verdict->state)},
                         {"note", verdict->note},
                         {"difference", verdict->difference}};
  return object;
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string_view api_name(llm::ModelApi api) noexcept {
  switch (api) {
    case llm::ModelApi::Converse:
      return "converse";
    case llm::ModelApi::InvokeMistral:
      return "invoke_mistral";
    case llm::ModelApi::InvokeClaude:
      return "invoke_claude";
    case llm::ModelApi::OpenAiChat:
      return "open_ai_chat";
  }
  return {};
}

std::string_view output_name(llm::StructuredOutput output) noexcept {
  switch (output) {
    case llm::StructuredOutput::JsonSchema:
      return "json_schema";
    case llm::StructuredOutput::ForcedTool:
      return "forced_tool";
    case llm::StructuredOutput::PlainText:
      return "plain_text";
  }
  return {};
}

std::string_view lifecycle_name(llm::ModelLifecycle lifecycle) noexcept {
  switch (lifecycle) {
    case llm::ModelLifecycle::Active:
      return "active";
    case llm::ModelLifecycle::Legacy:
      return "legacy";
    case llm::ModelLifecycle::EndOfLife:
      return "end_of_life";
  }
  return {};
}

std::string models_table(const std::vector<ModelEntry>& models,
                         const std::vector<AccountVerdict>& verdicts) {
  std::string text = line(column("ALIAS", kAliasWidth) + column("NAME", kNameWidth) +
                          column("$/1M IN / OUT", kPriceWidth) + column("CONTEXT", kContextWidth) +
                          column("ANSWERS BY", kOutputWidth) + "LIFECYCLE") +
                     second_line("ID", "API", "INFERENCE PROFILES");
  for (std::size_t n = 0; n < models.size(); ++n) {
    const ModelEntry& model = models[n];
    text += first_line(model) + second_line(model.id, std::string(api_name(model.api)),
                                            joined(model.inference_profiles));
    if (!verdicts.empty()) text += line("  " + account_text(verdicts[n]));
  }
  text.pop_back();
  return text;
}

std::string model_facts(const ModelEntry& model, const AccountVerdict* verdict) {
  const auto fact = [](const std::string& name, const std::string& value) {
    return line(column(name, kFactWidth) + value);
  };
  const auto yes_no = [](bool yes) { return std::string(yes ? "yes" : "no"); };
  std::string text =
      fact("id", model.id) + fact("name", model.name) + fact("aliases", joined(model.aliases)) +
      fact("api", std::string(api_name(model.api))) +
      fact("answers by", std::string(output_name(model.structured_output))) +
      fact("system prompt", yes_no(model.takes_system_prompt)) +
      fact("temperature", yes_no(model.takes_temperature)) +
      fact("with top_p", yes_no(model.takes_top_p_with_temperature)) +
      fact("profiles", joined(model.inference_profiles) +
                           (model.needs_inference_profile ? " (one is needed)" : "")) +
      fact("price", model.input_usd_per_million
                        ? "$" + prices(model) + " per million tokens in / out"
                        : "not known") +
      fact("context", limit(model.context_tokens)) + fact("output", limit(model.output_tokens)) +
      fact("lifecycle", life(model)) +
      fact("successor", model.successor.empty() ? "-" : model.successor) +
      fact("source", model.source);
  if (verdict != nullptr) text += fact("account", account_text(*verdict));
  text.pop_back();
  return text;
}

std::string models_json(const std::vector<ModelEntry>& models,
                        const std::vector<AccountVerdict>& verdicts) {
  Json rows = Json::array();
  for (std::size_t n = 0; n < models.size(); ++n)
    rows.push_back(facts_json(models[n], verdicts.empty() ? nullptr : &verdicts[n]));
  return dumped(rows);
}

std::string model_json(const ModelEntry& model, const AccountVerdict* verdict) {
  return dumped(facts_json(model, verdict));
}

}  // namespace airmark::tools
