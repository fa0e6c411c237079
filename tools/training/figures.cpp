#include "tools/training/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tools/evaluation/measures/genre_counts.h"
#include "tools/evaluation/measures/outcome.h"
#include "tools/evaluation/measures/scores.h"

namespace airmark::tools {
namespace {

std::size_t first_tag(const Prediction& p) {
  return static_cast<std::size_t>(std::ranges::max_element(p.probabilities) -
                                  p.probabilities.begin());
}

/// Without the squared error: a model is chosen by its log loss.
Outcome outcome(const Prediction& p) {
  const double truth = p.probabilities[p.label];
  const auto better = std::ranges::count_if(p.probabilities, [&](double q) { return q > truth; });
  return {p.label, first_tag(p), better < 3, std::ranges::max(p.probabilities), 0.0};
}

double log_loss(std::span<const Prediction> predictions) {
  double sum = 0.0;
  for (const Prediction& p : predictions)
    sum -= std::log(std::max(p.probabilities[p.label], 1e-300));
  return sum / static_cast<double>(predictions.size());
}

}  // namespace

Figures figures(std::span<const Prediction> predictions, int seed) {
  const std::size_t class_count = predictions[0].probabilities.size();
  std::vector<Outcome> outcomes;
  for (const Prediction& p : predictions) outcomes.push_back(outcome(p));
  const ScoreEstimates scores =
      estimate_scores(outcomes, class_count, static_cast<std::uint64_t>(seed));
  Figures f;
  f.clip_count = predictions.size();
  f.accuracy = scores.accuracy;
  f.top3 = scores.top3;
  f.calibration_error = scores.calibration_error;
  f.log_loss = log_loss(predictions);
  const std::vector<GenreCount> counts = genre_counts(outcomes, class_count);
  for (std::size_t k = 0; k < class_count; ++k) f.recall.push_back(recall(counts[k]));
  f.confusion = confusion_matrix(outcomes, class_count, class_count);
  return f;
}

}  // namespace airmark::tools
