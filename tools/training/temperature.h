#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace airmark::tools {

/// One clip's scores and its true class.
struct LabelledLogits {
  std::size_t label = 0;
  std::vector<double> logits;
};

/// The temperature in [0.25, 4] by which logits are divided for the least mean log loss (Guo,
/// Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks"), to four digits.
/// The loss is convex in 1 / temperature, so a golden-section search finds its only minimum.
double fit_temperature(std::span<const LabelledLogits> clips);

}  // namespace airmark::tools
