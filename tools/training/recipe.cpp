#include "tools/training/recipe.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tools/training/rounding.h"
#include "tools/training/softmax_fit.h"
#include "tools/training/temperature.h"
#include "tools/training/transform_choice.h"

namespace airmark::tools {
namespace {

using analysis::FeatureTransform;
using Transforms = std::vector<FeatureTransform>;

/// Strongest first, so that each fit starts from the last one's answer; halved each time.
constexpr std::array<double, 11> kL2Grid{1.024, 0.512, 0.256, 0.128, 0.064, 0.032,
                                         0.016, 0.008, 0.004, 0.002, 0.001};

Transforms transforms_for(const TrainingTable& table, std::span<const std::size_t> rows,
                          const Recipe& recipe) {
  Transforms transforms = choose_transforms(table, rows);
  if (!recipe.keep_level)
    std::erase_if(transforms, [](const FeatureTransform& t) { return level_dependent(t.feature); });
  return transforms;
}

Samples samples_of(const TrainingTable& table, std::span<const std::size_t> rows,
                   const Transforms& transforms) {
  Samples samples;
  samples.class_count = table.classes.size();
  samples.input_count = transforms.size();
  for (const std::size_t r : rows) {
    for (const FeatureTransform& t : transforms)
      samples.inputs.push_back(t(table.rows[r].values[t.feature]));
    samples.labels.push_back(table.rows[r].label);
  }
  return samples;
}

/// Held-out logits of every row, for every l2 of the grid: [l2][position in rows].
using HeldOutLogits = std::array<std::vector<LabelledLogits>, kL2Grid.size()>;

/// Fits without one fold along the grid and predicts it.
Result<Done> hold_out(const TrainingTable& table, std::span<const std::size_t> rows,
                      const Folds& folds, std::size_t fold, const Recipe& recipe,
                      HeldOutLogits& logits) {
  const Rows fitted = select(folds, rows, fold, false);
  const Transforms transforms = transforms_for(table, fitted, recipe);
  const Samples samples = samples_of(table, fitted, transforms);
  const Samples tested = samples_of(table, rows, transforms);
  Coefficients coefficients;
  for (std::size_t g = 0; g < kL2Grid.size(); ++g) {
    Result<Coefficients> fit = fit_softmax(samples, kL2Grid[g], coefficients);
    if (!fit) return fit.error();
    coefficients = std::move(fit).value();
    for (std::size_t p = 0; p < rows.size(); ++p)
      if (folds.fold_of[p] == fold)
        logits[g][p] = {tested.labels[p], softmax_logits(tested, coefficients, tested.row(p))};
  }
  return Done{};
}

struct Loss {
  double mean = 0.0, standard_error = 0.0;
};

Loss log_loss(std::span<const LabelledLogits> clips) {
  const auto count = static_cast<double>(clips.size());
  double sum = 0.0, squares = 0.0;
  for (const LabelledLogits& clip : clips) {
    const double loss = -std::log(std::max(analysis::softmax(clip.logits)[clip.label], 1e-300));
    sum += loss / count;
    squares += loss * loss / count;
  }
  return {sum, std::sqrt(std::max(squares - sum * sum, 0.0) / count)};
}

/// Index in the grid.
std::size_t choose_l2(const HeldOutLogits& logits, bool artist_disjoint) {
  std::array<Loss, kL2Grid.size()> losses;
  std::ranges::transform(logits, losses.begin(), log_loss);
  const auto best = std::ranges::min_element(losses, {}, &Loss::mean);
  if (artist_disjoint) return static_cast<std::size_t>(best - losses.begin());
  const double limit = best->mean + best->standard_error;
  const auto strongest =
      std::ranges::find_if(losses, [&](const Loss& loss) { return loss.mean <= limit; });
  return static_cast<std::size_t>(strongest - losses.begin());
}

Result<analysis::LinearModel> fit_all(const TrainingTable& table, std::span<const std::size_t> rows,
                                      double l2, const Recipe& recipe) {
  analysis::LinearModel model;
  model.classes = table.classes;
  model.inputs = transforms_for(table, rows, recipe);
  const Samples samples = samples_of(table, rows, model.inputs);
  const Result<Coefficients> fit = fit_softmax(samples, l2);
  if (!fit) return fit.error();
  const std::size_t weight_count = samples.class_count * samples.input_count;
  for (std::size_t c = 0; c < fit.value().size(); ++c)
    (c < weight_count ? model.weights : model.bias).push_back(rounded(fit.value()[c]));
  return model;
}

}  // namespace

bool level_dependent(std::size_t feature) noexcept {
  constexpr std::array kMoved{Gtzan58::RmsMean,      Gtzan58::RmsVariance,
                              Gtzan58::HarmonyMean,  Gtzan58::HarmonyVariance,
                              Gtzan58::PerceptrMean, Gtzan58::PerceptrVariance,
                              Gtzan58::Mfcc1Mean};
  return std::ranges::find(kMoved, static_cast<Gtzan58>(feature)) != kMoved.end();
}

Result<TrainedModel> train_model(const TrainingTable& table, std::span<const std::size_t> rows,
                                 const Folds& folds, const Recipe& recipe, std::stop_token stop) {
  HeldOutLogits logits;
  for (auto& clips : logits) clips.resize(rows.size());
  for (std::size_t fold = 0; fold < folds.count(); ++fold) {
    if (stop.stop_requested()) return Error{ErrorKind::Timeout, "stopped before the model was fit"};
    if (auto done = hold_out(table, rows, folds, fold, recipe, logits); !done) return done.error();
  }
  const std::size_t chosen = choose_l2(logits, folds.artist_disjoint);
  Result<analysis::LinearModel> fit = fit_all(table, rows, kL2Grid[chosen], recipe);
  if (!fit) return fit.error();
  TrainedModel trained{std::move(fit).value(), kL2Grid[chosen], {}};
  const double temperature = fit_temperature(logits[chosen]);
  trained.model.temperature = folds.artist_disjoint ? temperature : std::max(temperature, 1.0);
  for (LabelledLogits& clip : logits[chosen]) {
    for (double& logit : clip.logits) logit /= trained.model.temperature;
    trained.held_out.push_back({clip.label, analysis::softmax(clip.logits)});
  }
  return trained;
}

std::vector<Prediction> predict(const analysis::LinearModel& model, const TrainingTable& table,
                                std::span<const std::size_t> rows) {
  std::vector<Prediction> predictions;
  for (const std::size_t r : rows) {
    const auto inputs = analysis::model_inputs(model, table.rows[r].values);
    predictions.push_back(
        {table.rows[r].label, analysis::softmax(analysis::logits(model, inputs))});
  }
  return predictions;
}

}  // namespace airmark::tools
