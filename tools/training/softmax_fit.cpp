#include "tools/training/softmax_fit.h"

#include <lbfgs.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "analysis/classify/linear_model.h"

namespace airmark::tools {
namespace {

/// ‖gradient‖ / max(1, ‖coefficients‖) at which the minimum counts as reached: coefficients are
/// then exact to more digits than a model file keeps.
constexpr double kConvergence = 1e-7;
/// What rounding may leave where a line search finds no lower point any more.
constexpr double kRoundingConvergence = 1e-5;

/// Keeps the logarithm finite where a line search steps far out.
constexpr double kSmallestProbability = 1e-300;

struct Problem {
  const Samples& samples;
  double l2;
};

double norm(std::span<const double> vector) {
  return std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0));
}

/// Loss at the coefficients; adds its derivatives to `gradient`, which starts at 0.
double mean_loss(const Samples& samples, const Coefficients& coefficients,
                 std::span<double> gradient) {
  const std::size_t inputs = samples.input_count;
  const std::size_t bias_at = samples.class_count * inputs;
  const double share = 1.0 / static_cast<double>(samples.labels.size());
  double loss = 0.0;
  for (std::size_t n = 0; n < samples.labels.size(); ++n) {
    const std::span<const double> x = samples.row(n);
    std::vector<double> slope = analysis::softmax(softmax_logits(samples, coefficients, x));
    loss -= share * std::log(std::max(slope[samples.labels[n]], kSmallestProbability));
    slope[samples.labels[n]] -= 1.0;
    for (std::size_t k = 0; k < slope.size(); ++k) {
      for (std::size_t i = 0; i < inputs; ++i) gradient[k * inputs + i] += share * slope[k] * x[i];
      gradient[bias_at + k] += share * slope[k];
    }
  }
  return loss;
}

double objective(const Problem& problem, const Coefficients& coefficients,
                 std::span<double> gradient) {
  std::ranges::fill(gradient, 0.0);
  double value = mean_loss(problem.samples, coefficients, gradient);
  const std::size_t weight_count = problem.samples.class_count * problem.samples.input_count;
  for (std::size_t w = 0; w < weight_count; ++w) {
    value += 0.5 * problem.l2 * coefficients[w] * coefficients[w];
    gradient[w] += problem.l2 * coefficients[w];
  }
  return value;
}

lbfgsfloatval_t evaluate(void* instance, const lbfgsfloatval_t* x, lbfgsfloatval_t* g, int size,
                         lbfgsfloatval_t) {
  const auto count = static_cast<std::size_t>(size);
  return objective(*static_cast<const Problem*>(instance), Coefficients(x, x + count), {g, count});
}

bool at_minimum(const Problem& problem, const Coefficients& coefficients) {
  std::vector<double> gradient(coefficients.size());
  objective(problem, coefficients, gradient);
  return norm(gradient) <= kRoundingConvergence * std::max(1.0, norm(coefficients));
}

}  // namespace

std::vector<double> softmax_logits(const Samples& shape, const Coefficients& coefficients,
                                   std::span<const double> row) {
  std::vector<double> scores(shape.class_count);
  for (std::size_t k = 0; k < shape.class_count; ++k) {
    const double* weights = coefficients.data() + k * shape.input_count;
    scores[k] = std::inner_product(row.begin(), row.end(), weights,
                                   coefficients[shape.class_count * shape.input_count + k]);
  }
  return scores;
}

Result<Coefficients> fit_softmax(const Samples& samples, double l2, const Coefficients& start) {
  Problem problem{samples, l2};
  Coefficients coefficients = start;
  coefficients.resize(samples.class_count * (samples.input_count + 1), 0.0);
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.epsilon = kConvergence;
  const int status = lbfgs(static_cast<int>(coefficients.size()), coefficients.data(), nullptr,
                           evaluate, nullptr, &problem, &parameters);
  if (status < 0 && !at_minimum(problem, coefficients))
    return Error{ErrorKind::Internal, "the fit stopped before its minimum (libLBFGS status " +
                                          std::to_string(status) +
                                          "); this is a fault of the program"};
  return coefficients;
}

}  // namespace airmark::tools
