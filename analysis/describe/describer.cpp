#include "analysis/describe/describer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/describe/cues.h"
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

std::optional<Statement> apply(const WordScale& scale, const WindowAnalysis& analysis) {
  const auto cue = find_cue(analysis, scale.cue);
  if (!cue) return std::nullopt;
  const auto limit =
      std::ranges::find_if(scale.limits, [&](const ScaleWord& w) { return cue->value < w.below; });
  if (limit == scale.limits.end()) return std::nullopt;  // Above every limit: not a number.

  Statement statement{scale.level, std::string(scale.aspect), std::string(limit->word), {}, {}};
  append_evidence(statement.evidence, analysis, *cue);
  const auto second = find_cue(analysis, scale.second_cue);
  statement.text = second || scale.second_cue.empty() ? scale.words : scale.without_second;
  replace(statement.text, "{word}", limit->word);
  replace(statement.text, "{sense}", limit->sense);
  replace(statement.text, "{value}", number_text(*cue));
  if (second) {
    replace(statement.text, "{second}", number_text(*second));
    statement.evidence.push_back(*second);
  }
  return statement;
}

const Statement* find(const Description& description, std::string_view aspect) {
  const auto at = std::ranges::find(description.statements, aspect, &Statement::aspect);
  return at == description.statements.end() ? nullptr : &*at;
}

bool holds(const WordCondition& condition, const Description& description) {
  const Statement* statement = find(description, condition.aspect);
  if (statement == nullptr) return false;
  return condition.words.empty() ||
         std::ranges::find(condition.words, statement->word) != condition.words.end();
}

/// "a lively tempo (129 BPM)".
std::string reason(const Statement& statement) {
  const auto scale = std::ranges::find(word_scales(), statement.aspect, &WordScale::aspect);
  const bool vowel = std::string_view("aeiou").find(statement.word[0]) != std::string_view::npos;
  return std::string(vowel ? "an " : "a ") + statement.word + " " + std::string(scale->noun) +
         " (" + number_text(statement.evidence.front()) + ")";
}

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (n > 0) text += n + 1 == parts.size() ? " and " : ", ";
    text += parts[n];
  }
  return text;
}

Statement apply(const WordRule& rule, const Description& description) {
  Statement statement{
      DescriptionLevel::High, std::string(rule.aspect), std::string(rule.word), {}, {}};
  std::vector<std::string> reasons;
  for (const WordCondition& condition : rule.conditions) {
    const Statement& ground = *find(description, condition.aspect);
    reasons.push_back(reason(ground));
    statement.evidence.insert(statement.evidence.end(), ground.evidence.begin(),
                              ground.evidence.end());
  }
  const std::string_view opening = rule.aspect == "mood" ? "It feels " : "The music sounds ";
  statement.text = std::string(opening) + statement.word + ", with " + join(reasons) + ".";
  return statement;
}

Statement silent(double ratio) {
  return {DescriptionLevel::Low,
          "loudness",
          "silent",
          "The window is silent.",
          {{"audible_ratio", "1", std::isfinite(ratio) ? ratio : 0.0}}};
}

}  // namespace

Description describe(const WindowAnalysis& analysis) {
  Description description;
  if (is_silent(analysis)) {
    description.statements.push_back(silent(analysis.audible_ratio));
    return description;
  }
  for (const WordScale& scale : word_scales()) {
    if (find(description, scale.aspect) != nullptr) continue;
    if (auto statement = apply(scale, analysis))
      description.statements.push_back(*std::move(statement));
  }
  // A rule sees the words of the scales alone: its own aspect is never a condition.
  for (const WordRule& rule : word_rules()) {
    if (find(description, rule.aspect) != nullptr) continue;
    const bool all = std::ranges::all_of(
        rule.conditions, [&](const WordCondition& c) { return holds(c, description); });
    if (all) description.statements.push_back(apply(rule, description));
  }
  return description;
}

}  // namespace airmark::analysis
