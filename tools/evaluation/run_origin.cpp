#include "tools/evaluation/run_origin.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "analysis/classify/training_clip.h"
#include "embedded/revision.h"

namespace airmark::tools {
namespace {

constexpr std::array<std::string_view, 4> kLocalSettings{"eval.model", "tag.window", "tag.interval",
                                                         "tag.changes"};
constexpr std::array<std::string_view, 8> kLlmSettings{
    "llm.provider", "llm.model",    "llm.strategy",  "llm.prompts",
    "llm.models",   "llm.labelled", "llm.sure_from", "llm.changed_from"};

bool is_among(std::string_view key, std::span<const std::string_view> keys) {
  return std::ranges::find(keys, key) != keys.end();
}

}  // namespace

EvaluationOrigin run_origin(const Settings& settings, const AskedTaggers& taggers,
                            const SplitChoice& choice) {
  EvaluationOrigin origin;
  origin.program_version = embedded::kVersion;
  origin.git_revision = embedded::kRevision;
  origin.analysis_version = kAnalysisVersion;
  origin.samples_per_genre =
      choice.samples_per_genre ? std::to_string(*choice.samples_per_genre) : "all";
  origin.seed = choice.seed;
  for (const EffectiveSetting& setting : settings.effective())
    if (is_among(setting.key, kLocalSettings) ||
        (taggers.any_llm() && is_among(setting.key, kLlmSettings)))
      origin.configuration[setting.key] = setting.value;
  const std::string model_sha256 = analysis::sha256_hex(analysis::model_text(taggers.model()));
  for (const AskedTagger& asked : taggers.list()) {
    if (asked.is_trained) origin.model_sha256[asked.name] = model_sha256;
    if (asked.speaks_for_llm()) origin.configuration["tagger " + asked.name] = asked.identity;
  }
  return origin;
}

RunOptions run_options(const EvaluationOrigin& origin, const AskedTaggers& taggers) {
  RunOptions options{{"program version", origin.program_version},
                     {"revision", origin.git_revision},
                     {"analysis version", std::to_string(origin.analysis_version)},
                     {"dataset", origin.dataset},
                     {"clips", origin.dataset_sha256},
                     {"split", origin.split},
                     {"samples per genre", origin.samples_per_genre},
                     {"seed", std::to_string(origin.seed)}};
  options.insert(origin.configuration.begin(), origin.configuration.end());
  for (const AskedTagger& asked : taggers.list()) {
    options["taggers"] += (options["taggers"].empty() ? "" : ",") + asked.name;
    options["tagger " + asked.name] = asked.identity;
  }
  return options;
}

}  // namespace airmark::tools
