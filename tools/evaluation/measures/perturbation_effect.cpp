#include "tools/evaluation/measures/perturbation_effect.h"

#include <cassert>
#include <map>
#include <string_view>

#include "tools/evaluation/measures/comparison.h"
#include "tools/evaluation/measures/measures.h"
#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {
namespace {

double confidence_of(const ClipAnswer& answer) {
  return answered_genre(answer).empty() ? 0.0 : answer.tags.confidence;
}

void add_clips(const TaggerAnswers& before, const TaggerAnswers& after,
               const std::set<std::string>& unchanged_files, PerturbationEffect& effect) {
  std::map<std::string_view, const ClipAnswer*> by_file;
  for (const ClipAnswer* answer : counted_answers(before)) by_file.emplace(answer->file, answer);
  double changed = 0.0, sum_before = 0.0, sum_after = 0.0;
  for (const ClipAnswer* answer : counted_answers(after)) {
    const ClipAnswer& undisturbed = *by_file.at(answer->file);
    effect.unchanged_count += unchanged_files.contains(answer->file);
    changed += answered_genre(*answer) != answered_genre(undisturbed);
    sum_before += confidence_of(undisturbed);
    sum_after += confidence_of(*answer);
  }
  const auto count = static_cast<double>(effect.clip_count);
  effect.changed_share = changed / count;
  effect.mean_confidence = sum_after / count;
  effect.confidence_drop = (sum_before - sum_after) / count;
}

}  // namespace

PerturbationEffect perturbation_effect(const TaggerAnswers& before, const PerturbedAnswers& after,
                                       std::size_t tagger, std::uint64_t seed) {
  const TaggerAnswers& answers = after.taggers[tagger];
  const Measures measures = measure_answers(answers, seed);
  const Comparison comparison = compare_answers(answers, before, seed);
  assert(comparison.clip_count == measures.clip_count);
  PerturbationEffect effect;
  effect.tagger = before.tagger;
  effect.perturbation = after.perturbation;
  effect.clip_count = measures.clip_count;
  effect.failure_count = measures.failure_count;
  effect.accuracy = measures.accuracy;
  effect.difference = comparison.accuracy_difference;
  effect.right_to_wrong = comparison.only_second_right;
  effect.wrong_to_right = comparison.only_first_right;
  effect.mcnemar_p = comparison.mcnemar_p;
  add_clips(before, answers, after.unchanged_files, effect);
  return effect;
}

}  // namespace airmark::tools
