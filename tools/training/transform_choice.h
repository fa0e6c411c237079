#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/classify/feature_transform.h"
#include "tools/training/training_table.h"

namespace airmark::tools {

/// The transforms for every value but `length`, decided from the given rows alone.
///
/// Method     limits: the kTailShare and 1 − kTailShare quantiles, so that one odd clip moves
///            nothing; curve: of identity, logarithm (where the lower limit is positive) and signed
///            root, the one whose result is least skewed, a curve only where identity is skewed by
///            kNoticeableSkew or more; centre and scale: mean and standard deviation of the result.
///            A value that hardly differs between the rows is left out.
std::vector<analysis::FeatureTransform> choose_transforms(const TrainingTable& table,
                                                          std::span<const std::size_t> rows);

inline constexpr double kTailShare = 0.01;
inline constexpr double kNoticeableSkew = 0.5;

}  // namespace airmark::tools
