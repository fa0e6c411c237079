#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::tools {

/// Labelled points to fit: one row of input_count numbers per label.
struct Samples {
  std::size_t class_count = 0;
  std::size_t input_count = 0;
  std::vector<double> inputs;       ///< labels.size() rows of input_count.
  std::vector<std::size_t> labels;  ///< Each below class_count.

  std::span<const double> row(std::size_t index) const {
    return std::span(inputs).subspan(index * input_count, input_count);
  }
};

/// class_count rows of input_count weights, then class_count biases.
using Coefficients = std::vector<double>;

/// Multinomial logistic regression: the minimum over W, b of
///   mean over samples of −ln softmax(W·x + b)[label]  +  l2 / 2 · Σ W².
/// The biases are not penalised. The problem is convex and the penalty makes W unique, so the
/// answer depends on no start; `start` (empty, or the answer for a similar l2) only saves time.
///
/// Method     limited-memory BFGS by libLBFGS (Liu and Nocedal 1989) until the gradient vanishes.
/// Requires   l2 > 0 and a sample of every class. Internal error where the minimum is not reached.
Result<Coefficients> fit_softmax(const Samples& samples, double l2, const Coefficients& start = {});

/// W·x + b for one row: class_count numbers.
std::vector<double> softmax_logits(const Samples& shape, const Coefficients& coefficients,
                                   std::span<const double> row);

}  // namespace airmark::tools
