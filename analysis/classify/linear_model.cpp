#include "analysis/classify/linear_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace airmark::analysis {
namespace {

/// Of n values, how far one lies from the mean of the others: (n·own − sum) / (n − 1).
double lead(double own, double sum, std::size_t count) {
  const auto n = static_cast<double>(count);
  return (n * own - sum) / (n - 1.0);
}

}  // namespace

std::vector<double> model_inputs(const LinearModel& model, const Gtzan58Values& values) {
  std::vector<double> inputs;
  inputs.reserve(model.inputs.size());
  for (const FeatureTransform& transform : model.inputs)
    inputs.push_back(transform(values[transform.feature]));
  return inputs;
}

std::vector<double> logits(const LinearModel& model, std::span<const double> inputs) {
  std::vector<double> scores;
  scores.reserve(model.classes.size());
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const std::span<const double> row = model.weights_of(k);
    scores.push_back(std::inner_product(row.begin(), row.end(), inputs.begin(), model.bias[k]) /
                     model.temperature);
  }
  return scores;
}

std::vector<double> softmax(std::span<const double> logits) {
  std::vector<double> probabilities(logits.begin(), logits.end());
  const double highest = std::ranges::max(logits);
  double sum = 0.0;
  for (double& p : probabilities) sum += p = std::exp(p - highest);
  for (double& p : probabilities) p /= sum;
  return probabilities;
}

std::vector<double> contributions(const LinearModel& model, std::span<const double> inputs,
                                  std::size_t class_index) {
  const std::size_t input_count = model.inputs.size();
  std::vector<double> shares(input_count);
  for (std::size_t i = 0; i < input_count; ++i) {
    double sum = 0.0;
    for (std::size_t k = 0; k < model.classes.size(); ++k) sum += model.weights_of(k)[i];
    const double weight = lead(model.weights_of(class_index)[i], sum, model.classes.size());
    shares[i] = weight * inputs[i] / model.temperature;
  }
  return shares;
}

double bias_lead(const LinearModel& model, std::size_t class_index) {
  const double sum = std::accumulate(model.bias.begin(), model.bias.end(), 0.0);
  return lead(model.bias[class_index], sum, model.classes.size()) / model.temperature;
}

}  // namespace airmark::analysis
