#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/classify/feature_transform.h"
#include "analysis/vocabulary/feature_table.h"

namespace airmark::analysis {

/// A multinomial logistic regression on some of the 58 values: one score (logit) per class, linear
/// in the transformed values; softmax makes probabilities of them.
///
/// Invariant  weights.size() == classes.size() * inputs.size(); bias.size() == classes.size().
struct LinearModel {
  std::vector<std::string> classes;      ///< Genre identifiers, alphabetical.
  std::vector<FeatureTransform> inputs;  ///< In table order.
  std::vector<double> weights;           ///< One row of inputs.size() per class.
  std::vector<double> bias;              ///< One per class.
  double temperature = 1.0;              ///< Divides every logit; fitted to held-out clips.

  bool operator==(const LinearModel&) const = default;

  std::span<const double> weights_of(std::size_t class_index) const {
    return std::span(weights).subspan(class_index * inputs.size(), inputs.size());
  }
};

/// The model's inputs: values limited, curved and standardised; inputs.size() of them.
std::vector<double> model_inputs(const LinearModel& model, const Gtzan58Values& values);

/// One per class, the temperature applied. `inputs` is model_inputs().
std::vector<double> logits(const LinearModel& model, std::span<const double> inputs);

/// exp(l_k) / Σ exp(l_j), safe for logits of any finite size.
std::vector<double> softmax(std::span<const double> logits);

/// What each input adds to the distance between the logit of one class and the mean logit of all
/// the others. Their sum plus bias_lead() is that distance, exactly.
std::vector<double> contributions(const LinearModel& model, std::span<const double> inputs,
                                  std::size_t class_index);

/// The part of that distance that no input explains.
double bias_lead(const LinearModel& model, std::size_t class_index);

}  // namespace airmark::analysis
