#include "tools/training/validation.h"

#include <utility>

namespace airmark::tools {
namespace {

constexpr std::size_t kRandomParts = 10;

/// Trains on `rows` with the choices made by `inner`, predicts `tested`, adds to the trial.
Result<Done> add_fit(const TrainingTable& table, const Rows& rows, const Folds& inner,
                     const Rows& tested, const Recipe& recipe, std::stop_token stop, Trial& trial,
                     std::vector<Prediction>& predictions) {
  const Result<TrainedModel> trained = train_model(table, rows, inner, recipe, stop);
  if (!trained) return trained.error();
  trial.l2.push_back(trained.value().l2);
  trial.temperature.push_back(trained.value().model.temperature);
  for (Prediction& p : predict(trained.value().model, table, tested))
    predictions.push_back(std::move(p));
  return Done{};
}

std::string others(const Folds& folds, std::size_t fold) {
  std::string names;
  for (std::size_t f = 0; f < folds.count(); ++f)
    if (f != fold) names += (names.empty() ? "" : " + ") + folds.names[f];
  return names;
}

Result<Trial> group_trial(const TrainingTable& table, const Folds& folds, std::size_t group,
                          const Recipe& recipe, int seed, std::stop_token stop) {
  const Rows all = all_rows(table);
  const Rows rows = select(folds, all, group, false);
  const Folds inner =
      folds.count() > 2 ? without(folds, group) : block_folds(table, rows, kBlockCount);
  Trial trial{others(folds, group) + " → " + folds.names[group], "", {}, {}, {}};
  std::vector<Prediction> predictions;
  const Rows tested = select(folds, all, group, true);
  if (auto done = add_fit(table, rows, inner, tested, recipe, stop, trial, predictions); !done)
    return done.error();
  trial.figures = figures(predictions, seed);
  return trial;
}

/// Every clip is predicted once, by a model fitted without its part.
Result<Trial> pooled_trial(const TrainingTable& table, const Folds& folds, const Recipe& recipe,
                           int seed, std::stop_token stop) {
  const Rows all = all_rows(table);
  Trial trial{folds.description, "", {}, {}, {}};
  std::vector<Prediction> predictions;
  for (std::size_t f = 0; f < folds.count(); ++f) {
    const Rows rows = select(folds, all, f, false);
    const Folds inner = block_folds(table, rows, kBlockCount);
    const Rows tested = select(folds, all, f, true);
    if (auto done = add_fit(table, rows, inner, tested, recipe, stop, trial, predictions); !done)
      return done.error();
  }
  trial.figures = figures(predictions, seed);
  return trial;
}

}  // namespace

Result<std::vector<Trial>> validate(const TrainingTable& table, const Folds& folds, bool grouped,
                                    const Recipe& recipe, int seed, std::stop_token stop) {
  std::vector<Trial> trials;
  for (std::size_t g = 0; grouped && g < folds.count(); ++g) {
    Result<Trial> trial = group_trial(table, folds, g, recipe, seed, stop);
    if (!trial) return trial.error();
    trials.push_back(std::move(trial).value());
  }
  if (!grouped) {
    Result<Trial> trial = pooled_trial(table, folds, recipe, seed, stop);
    if (!trial) return trial.error();
    trial.value().note = "neighbours mostly kept together; artists may still be shared";
    trials.push_back(std::move(trial).value());
  }
  const Folds parts = random_folds(table, all_rows(table), kRandomParts, seed);
  Result<Trial> trial = pooled_trial(table, parts, recipe, seed, stop);
  if (!trial) return trial.error();
  trial.value().note = "not comparable: artists and albums stand on both sides";
  trials.push_back(std::move(trial).value());
  return trials;
}

}  // namespace airmark::tools
