#include "analysis/describe/describer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/describe/certainty.h"
#include "analysis/describe/cues.h"
#include "analysis/describe/derived_cues.h"
#include "analysis/describe/key_statement.h"
#include "analysis/describe/prose.h"
#include "analysis/describe/word_rules.h"
#include "analysis/describe/word_scales.h"

namespace airmark::analysis {
namespace {

void replace(std::string& text, std::string_view mark, std::string_view by) {
  const std::size_t at = text.find(mark);
  if (at != std::string::npos) text.replace(at, mark.size(), by);
}

/// The number itself and, where it is derived, the values it was computed from.
void append_evidence(std::vector<Evidence>& evidence, const WindowAnalysis& analysis,
                     const Evidence& cue) {
  evidence.push_back(cue);
  const auto derived = std::ranges::find(derived_cues(), cue.feature, &DerivedCue::name);
  if (derived == derived_cues().end()) return;
  for (const std::string_view source : derived->sources)
    if (auto value = find_cue(analysis, source)) evidence.push_back(*std::move(value));
}

/// How sure the scale's number is; empty where that is too little to speak of it.
std::optional<Certainty> trust(const WordScale& scale, const WindowAnalysis& analysis) {
  if (scale.confidence_cue.empty()) return Certainty::Sure;
  const auto confidence = find_cue(analysis, scale.confidence_cue);
  return confidence ? certainty_of(confidence->value) : std::nullopt;
}

std::optional<Statement> apply(const WordScale& scale, const WindowAnalysis& analysis) {
  const auto cue = find_cue(analysis, scale.cue);
  if (!cue) return std::nullopt;
  const auto limit =
      std::ranges::find_if(scale.limits, [&](const ScaleWord& w) { return cue->value < w.below; });
  if (limit == scale.limits.end() || limit->word.empty()) return std::nullopt;
  const auto second = find_cue(analysis, scale.second_cue);
  const std::string_view words =
      second || scale.second_cue.empty() ? scale.words : scale.without_second;
  const auto certainty = trust(scale, analysis);
  if (words.empty() || !certainty) return std::nullopt;

  Statement statement{
      scale.level, std::string(scale.aspect), std::string(limit->word), std::string(words), {},
      *certainty};
  append_evidence(statement.evidence, analysis, *cue);
  replace(statement.text, "{sure}", adverb_of(*certainty));
  replace(statement.text, "{word}", limit->word);
  replace(statement.text, "{sense}", limit->sense);
  replace(statement.text, "{value}", number_text(*cue));
  if (second) {
    replace(statement.text, "{second}", number_text(*second));
    statement.evidence.push_back(*second);
  }
  if (const auto confidence = find_cue(analysis, scale.confidence_cue))
    append_evidence(statement.evidence, analysis, *confidence);
  return statement;
}

bool has_musical_values(const WindowAnalysis& analysis) {
  return std::ranges::any_of(analysis.musical, [](const auto& value) { return value.has_value(); });
}

bool holds(const WordCondition& condition, const Description& description) {
  const Statement* statement = find_statement(description, condition.aspect);
  if (statement == nullptr) return condition.where_known;
  return condition.words.empty() ||
         std::ranges::find(condition.words, statement->word) != condition.words.end();
}

/// "a lively tempo (129 BPM)".
std::string reason(const Statement& statement) {
  const auto scale = std::ranges::find(word_scales(), statement.aspect, &WordScale::aspect);
  return with_article(statement.word) + " " + std::string(scale->noun) + " (" +
         number_text(statement.evidence.front()) + ")";
}

/// As sure as the least sure of its grounds.
Statement apply(const WordRule& rule, const Description& description) {
  Statement statement{
      DescriptionLevel::High, std::string(rule.aspect), std::string(rule.word), {}, {}};
  std::vector<std::string> reasons;
  for (const WordCondition& condition : rule.conditions) {
    const Statement* ground = find_statement(description, condition.aspect);
    if (ground == nullptr) continue;
    reasons.push_back(reason(*ground));
    statement.evidence.insert(statement.evidence.end(), ground->evidence.begin(),
                              ground->evidence.end());
    statement.certainty = std::min(statement.certainty, ground->certainty);
  }
  const std::string adverb(adverb_of(statement.certainty));
  statement.text =
      (rule.aspect == "mood" ? "It " + adverb + "feels " : "The music " + adverb + "sounds ") +
      statement.word + ", with " + join_list(reasons) + ".";
  return statement;
}

Statement silent(double ratio) {
  return {DescriptionLevel::Low,
          "loudness",
          "silent",
          "The window is silent.",
          {{"audible_ratio", "1", std::isfinite(ratio) ? ratio : 0.0}}};
}

/// The scales' statements, low level first, and the key beside the tempo.
void append_measured(Description& description, const WindowAnalysis& analysis) {
  const bool musical = has_musical_values(analysis);
  for (const WordScale& scale : word_scales()) {
    if (scale.table_only && musical) continue;
    if (find_statement(description, scale.aspect) != nullptr) continue;
    if (auto statement = apply(scale, analysis))
      description.statements.push_back(*std::move(statement));
  }
  if (auto key = key_statement(analysis)) {
    const bool after_tempo = find_statement(description, "tempo") != nullptr;
    description.statements.insert(description.statements.begin() + (after_tempo ? 1 : 0),
                                  *std::move(key));
  }
}

}  // namespace

Description describe(const WindowAnalysis& analysis) {
  Description description;
  if (is_silent(analysis)) {
    description.statements.push_back(silent(analysis.audible_ratio));
    return description;
  }
  append_measured(description, analysis);
  // A rule sees the words of the scales alone: its own aspect is never a condition.
  for (const WordRule& rule : word_rules()) {
    if (find_statement(description, rule.aspect) != nullptr) continue;
    const bool all = std::ranges::all_of(
        rule.conditions, [&](const WordCondition& c) { return holds(c, description); });
    if (all) description.statements.push_back(apply(rule, description));
  }
  return description;
}

}  // namespace airmark::analysis
