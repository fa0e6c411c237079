#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "analysis/classify/linear_model.h"
#include "analysis/vocabulary/result.h"
#include "tools/training/figures.h"
#include "tools/training/folds.h"
#include "tools/training/training_table.h"

namespace airmark::tools {

/// What a person may choose; all else is decided from the training rows.
struct Recipe {
  /// Also use the values that change when the volume is turned (level_dependent()).
  bool keep_level = false;
};

/// True for the values that a fader moves: levels, the waveform parts' means and variances, MFCC
/// 1's mean.
bool level_dependent(std::size_t feature) noexcept;

/// A model and what it said of its own training clips while they were held out.
struct TrainedModel {
  analysis::LinearModel model;  ///< Numbers rounded as a model file keeps them.
  double l2 = 0.0;
  std::vector<Prediction> held_out;  ///< In the order of the rows.
};

/// Fits a model to `rows`; nothing outside them is looked at.
///
/// Method     transforms from the rows (choose_transforms); for each l2 of a grid, fits without
///            each fold and predicts it, transforms anew each time; takes the l2 of the least log
///            loss, or, unless the folds are artist-disjoint, the largest within one standard error
///            of it, since folds that share artists flatter a weak penalty; fits all rows; divides
///            logits by the temperature of least log loss on the held-out predictions (Guo 2017),
///            not below 1 unless the folds are artist-disjoint, since otherwise certainty is
///            flattered too.
/// `folds`    made for `rows`.
/// Errors     Internal from the optimiser; Timeout where `stop` was requested.
Result<TrainedModel> train_model(const TrainingTable& table, std::span<const std::size_t> rows,
                                 const Folds& folds, const Recipe& recipe, std::stop_token stop);

/// What a model says of rows.
std::vector<Prediction> predict(const analysis::LinearModel& model, const TrainingTable& table,
                                std::span<const std::size_t> rows);

}  // namespace airmark::tools
