#include "llm/model_registry.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "embedded/llm_models_json.h"
#include "llm/model_file.h"
#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

constexpr std::size_t kLongestShownBytes = 120;

Error configuration(std::string sentence) {
  return {ErrorKind::Configuration, std::move(sentence)};
}

std::string in_quotes(std::string_view text) {
  return '"' + readable(text, kLongestShownBytes) + '"';
}

/// What follows the last slash of a foundation model's or inference profile's ARN; empty where it
/// is another ARN or none.
std::string_view model_of_arn(std::string_view arn) {
  if (!arn.starts_with("arn:")) return {};
  for (const std::string_view kind : {":foundation-model/", ":inference-profile/"})
    if (const std::size_t at = arn.find(kind); at != std::string_view::npos)
      return arn.substr(at + kind.size());
  return {};
}

bool is_application_profile(std::string_view arn) {
  return arn.starts_with("arn:") &&
         arn.find(":application-inference-profile/") != std::string_view::npos;
}

ModelEntry application_profile(std::string_view arn) {
  ModelEntry entry;
  entry.id = arn;
  entry.name = "application inference profile";
  entry.takes_system_prompt = false;
  entry.takes_temperature = false;
  entry.source = "nothing is known of the model behind it";
  return entry;
}

/// Fewest single-byte changes between two texts (Levenshtein 1966), by rows (Wagner, Fischer 1974).
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Result<ModelRegistry> ModelRegistry::built_in() {
  return from_json(embedded::llm_models_json(), "config/llm_models.json");
}

Result<ModelRegistry> ModelRegistry::from_json(std::string_view text,
                                               const std::string& file_name) {
  auto models = read_model_file(text, file_name);
  if (!models) return models.error();
  ModelRegistry registry;
  registry.entries_ = std::move(models).value();
  if (const std::string fault = registry.contradiction(); !fault.empty())
    return configuration(file_name + ": " + fault);
  return registry;
}

std::string ModelRegistry::contradiction() const {
  std::set<std::string_view> names;
  for (const ModelEntry& entry : entries_) {
    if (!names.insert(entry.id).second) return in_quotes(entry.id) + " names two models";
    for (const std::string& alias : entry.aliases)
      if (!names.insert(alias).second) return "the alias " + in_quotes(alias) + " names two models";
  }
  for (const ModelEntry& entry : entries_) {
    if (entry.successor.empty()) continue;
    const ModelEntry* successor = entry_named(entry.successor);
    if (successor == nullptr || successor->lifecycle == ModelLifecycle::EndOfLife)
      return "\"successor\" of " + in_quotes(entry.id) +
             " must name a model of this file that is alive";
  }
  return {};
}

const ModelEntry* ModelRegistry::entry_named(std::string_view id_or_alias) const {
  const auto found = std::ranges::find_if(entries_, [&](const ModelEntry& entry) {
    return entry.id == id_or_alias ||
           std::ranges::find(entry.aliases, id_or_alias) != entry.aliases.end();
  });
  return found == entries_.end() ? nullptr : &*found;
}

Result<ModelEntry> ModelRegistry::alive(const ModelEntry& entry, std::string_view sent_id) const {
  if (entry.lifecycle != ModelLifecycle::EndOfLife) {
    ModelEntry found = entry;
    found.id = sent_id;
    return found;
  }
  const ModelEntry& successor = *entry_named(entry.successor);
  std::string message = entry.name + " (" + entry.id + ") reached the end of its life on " +
                        entry.end_of_life + "; use " + in_quotes(entry.successor);
  if (entry.successor != successor.id) message += ", now " + successor.name;
  return configuration(message);
}

Error ModelRegistry::unknown(std::string_view id_or_alias) const {
  const std::string_view wanted = id_or_alias.substr(0, kLongestShownBytes);
  std::string nearest;
  std::size_t fewest = wanted.size() / 3 + 1;
  for (const ModelEntry& entry : entries_) {
    if (entry.lifecycle == ModelLifecycle::EndOfLife) continue;
    std::vector<std::string> names = entry.aliases;
    names.push_back(entry.id);
    for (const std::string& name : names)
      if (const std::size_t distance = edit_distance(wanted, name); distance < fewest) {
        fewest = distance;
        nearest = name;
      }
  }
  const std::string sentence = "the model " + in_quotes(id_or_alias) + " is not in the registry; ";
  if (nearest.empty()) return configuration(sentence + "`airmark models` lists those that are");
  return configuration(sentence + "the nearest is " + in_quotes(nearest) +
                       " (`airmark models` lists all)");
}

Result<ModelEntry> ModelRegistry::find(std::string_view id_or_alias) const {
  if (const ModelEntry* entry = entry_named(id_or_alias)) return alive(*entry, entry->id);
  if (is_application_profile(id_or_alias)) return application_profile(id_or_alias);
  const std::string_view in_arn = model_of_arn(id_or_alias);
  const std::string_view id = in_arn.empty() ? id_or_alias : in_arn;
  if (const ModelEntry* entry = entry_named(id); entry != nullptr && !in_arn.empty())
    return alive(*entry, id_or_alias);
  const std::size_t dot = id.find('.');
  if (dot == std::string_view::npos) return unknown(id_or_alias);
  const std::string_view prefix = id.substr(0, dot);
  const ModelEntry* entry = entry_named(id.substr(dot + 1));
  if (entry == nullptr || entry->id != id.substr(dot + 1)) return unknown(id_or_alias);
  if (std::ranges::find(entry->inference_profiles, prefix) != entry->inference_profiles.end())
    return alive(*entry, id_or_alias);
  if (entry->lifecycle == ModelLifecycle::EndOfLife) return alive(*entry, id_or_alias);
  std::string known;
  for (const std::string& profile : entry->inference_profiles)
    known += (known.empty() ? "" : ", ") + in_quotes(profile + '.' + entry->id);
  return configuration(entry->name + " has no inference profile " + in_quotes(prefix) +
                       (known.empty() ? "; use " + in_quotes(entry->id) : "; known are " + known));
}

std::optional<double> cost_usd(const ModelEntry& model, int input_tokens, int output_tokens) {
  if (!model.input_usd_per_million || !model.output_usd_per_million) return std::nullopt;
  constexpr double kMillion = 1e6;
  return (*model.input_usd_per_million * input_tokens +
          *model.output_usd_per_million * output_tokens) /
         kMillion;
}

}  // namespace airmark::llm
