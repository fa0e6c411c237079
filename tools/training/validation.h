#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/training/figures.h"
#include "tools/training/folds.h"
#include "tools/training/recipe.h"
#include "tools/training/training_table.h"

namespace airmark::tools {

/// The whole recipe, tried on clips that no part of it has seen.
struct Trial {
  std::string name;        ///< "train_filtered → valid_filtered"
  std::string note;        ///< What the figure may be compared with; empty where it is plain.
  std::vector<double> l2;  ///< As chosen, one per fit.
  std::vector<double> temperature;  ///< Beside it.
  Figures figures;
};

/// For each group: train on the others, test on it. Without groups: the same with contiguous
/// blocks. Then random ten-fold, which lets a model recognise artists and albums and is told as
/// such. In every fit l2, transforms and temperature are decided inside the training side.
Result<std::vector<Trial>> validate(const TrainingTable& table, const Folds& folds, bool grouped,
                                    const Recipe& recipe, int seed, std::stop_token stop);

/// Folds for the choice of l2 and temperature where no lists are given.
inline constexpr std::size_t kBlockCount = 5;

}  // namespace airmark::tools
