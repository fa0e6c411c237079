#include "tools/evaluation/measures/scores.h"

#include <vector>

#include "tools/evaluation/measures/calibration.h"
#include "tools/evaluation/measures/genre_counts.h"

namespace airmark::tools {
namespace {

std::vector<double> column(const std::vector<Scores>& rows, double Scores::*figure) {
  std::vector<double> numbers;
  for (const Scores& row : rows) numbers.push_back(row.*figure);
  return numbers;
}

}  // namespace

Scores scores(std::span<const Outcome> outcomes, Resample chosen, std::size_t genre_count) {
  std::vector<GenreCount> counts(genre_count + 1);  // the last for clips without an answer
  CalibrationError calibration;
  std::size_t right = 0, top3 = 0;
  double squared_error = 0.0;
  for (const std::size_t clip : chosen) {
    const Outcome& o = outcomes[clip];
    add(o, counts);
    right += o.right();
    top3 += o.top3_right;
    calibration.add(o);
    squared_error += o.squared_error;
  }
  const auto clip_count = static_cast<double>(chosen.size());
  return {static_cast<double>(right) / clip_count,
          static_cast<double>(top3) / clip_count,
          macro_mean(counts, recall),
          macro_mean(counts, f1),
          cohen_kappa(counts, chosen.size()),
          calibration.over(chosen.size()),
          squared_error / clip_count};
}

ScoreEstimates estimate_scores(std::span<const Outcome> outcomes, std::size_t genre_count,
                               std::uint64_t seed) {
  std::vector<Scores> resampled;
  for_each_resample(outcomes.size(), seed, [&](Resample clips) {
    resampled.push_back(scores(outcomes, clips, genre_count));
  });
  const Scores all = scores(outcomes, every_clip(outcomes.size()), genre_count);
  const auto estimate = [&](double Scores::*figure) {
    return with_interval(all.*figure, column(resampled, figure));
  };
  return {
      estimate(&Scores::accuracy),
      estimate(&Scores::top3),
      estimate(&Scores::balanced_accuracy),
      estimate(&Scores::macro_f1),
      estimate(&Scores::cohen_kappa),
      with_interval_less_bias(all.calibration_error, column(resampled, &Scores::calibration_error)),
      estimate(&Scores::brier_score)};
}

}  // namespace airmark::tools
