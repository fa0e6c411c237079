#include "tools/evaluation/measures/measures.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "tools/evaluation/measures/genre_counts.h"
#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/measures/scores.h"

namespace airmark::tools {
namespace {

using Answers = std::vector<const ClipAnswer*>;

void add_trained_on(const TaggerAnswers& answers, Measures& m) {
  std::size_t right = 0;
  for (const ClipAnswer& answer : answers.answers) {
    if (answer.acquaintance != Acquaintance::TrainedOn) continue;
    ++m.trained_on_count;
    right += is_right(answer);
  }
  if (m.trained_on_count > 0)
    m.trained_on_accuracy = static_cast<double>(right) / static_cast<double>(m.trained_on_count);
}

void add_counts(const Answers& answers, Measures& m) {
  m.clip_count = answers.size();
  for (const ClipAnswer* answer : answers) {
    m.out_of_fold_count += answer->acquaintance == Acquaintance::OutOfFold;
    m.failure_count += answer->failure.has_value();
    m.parse_failure_count += answer->failure && answer->failure->kind == ErrorKind::BadReply;
    m.unsure_count += !answer->failure && answer->tags.tags.empty();
  }
}

void add_genres(const std::vector<Outcome>& outcomes, Measures& m) {
  const std::vector<GenreCount> counts = genre_counts(outcomes, m.genres.size());
  for (std::size_t g = 0; g < m.genres.size(); ++g)
    m.by_genre.push_back(
        {m.genres[g], counts[g].support, precision(counts[g]), recall(counts[g]), f1(counts[g])});
  m.macro = {macro_mean(counts, precision), macro_mean(counts, recall), macro_mean(counts, f1)};
  m.weighted = {weighted_mean(counts, precision), weighted_mean(counts, recall),
                weighted_mean(counts, f1)};
  m.confusion = confusion_matrix(outcomes, m.genres.size(), m.genres.size() + 1);
}

void add_scores(const std::vector<Outcome>& outcomes, std::uint64_t seed, Measures& m) {
  const ScoreEstimates scores = estimate_scores(outcomes, m.genres.size(), seed);
  m.accuracy = scores.accuracy;
  m.top3 = scores.top3;
  m.balanced_accuracy = scores.balanced_accuracy;
  m.macro_f1 = scores.macro_f1;
  m.cohen_kappa = scores.cohen_kappa;
  m.calibration_error = scores.calibration_error;
  m.brier_score = scores.brier_score;
}

void add_confidence(const std::vector<Outcome>& outcomes, Measures& m) {
  m.reliability = reliability(outcomes);
  m.mean_confidence_right = mean_confidence(outcomes, true);
  m.mean_confidence_wrong = mean_confidence(outcomes, false);
  m.coverage = coverage_curve(outcomes);
  m.accuracy_of_surest_half = accuracy_of_surest_half(m.coverage);
}

void add_costs(const Answers& answers, Measures& m) {
  const Costs costs = costs_of(answers);
  m.latency_ms = costs.latency_ms;
  m.input_tokens = costs.input_tokens;
  m.output_tokens = costs.output_tokens;
  m.cost_usd = costs.cost_usd;
}

}  // namespace

Measures measure_answers(const TaggerAnswers& answers, std::uint64_t seed) {
  const Answers counted = counted_answers(answers);
  assert(!counted.empty());
  Measures m;
  m.tagger = answers.tagger;
  m.genres = genres_of(counted);
  const std::vector<Outcome> outcomes = outcomes_of(counted, m.genres);
  add_trained_on(answers, m);
  add_counts(counted, m);
  add_genres(outcomes, m);
  add_scores(outcomes, seed, m);
  add_confidence(outcomes, m);
  add_costs(counted, m);
  return m;
}

}  // namespace airmark::tools
