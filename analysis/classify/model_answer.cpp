#include "analysis/classify/model_answer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/classify/model_words.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kIndicatorCount = 5;

/// Indices of the largest values, largest first; ties keep their order.
std::vector<std::size_t> descending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t index) { return values[index]; });
  return order;
}

bool measurable(const LinearModel& model, const Gtzan58Values& values) {
  return std::ranges::none_of(model.inputs, [&](const FeatureTransform& input) {
    return std::isnan(values[input.feature]);
  });
}

/// Adds tags and confidence; returns the index of the first tag's class.
std::size_t rank(const LinearModel& model, std::span<const double> inputs, TagSet& answer) {
  const std::vector<double> probabilities = softmax(logits(model, inputs));
  const std::vector<std::size_t> order = descending(probabilities);
  for (const std::size_t k : order) answer.tags.push_back({model.classes[k], probabilities[k]});
  answer.confidence = answer.tags[0].probability;
  return order[0];
}

/// Adds key indicators and the sentence made from them.
void explain(const LinearModel& model, std::span<const double> inputs, const Gtzan58Values& values,
             std::size_t class_index, TagSet& answer) {
  const std::vector<double> shares = contributions(model, inputs, class_index);
  std::vector<std::string> phrases;
  for (const std::size_t i : descending(shares)) {
    if (!(shares[i] > 0.0) || phrases.size() == kIndicatorCount) break;
    const std::size_t feature = model.inputs[i].feature;
    answer.key_indicators.push_back(
        {std::string(kGtzan58Table[feature].name), values[feature], shares[i]});
    phrases.push_back(indicator_phrase(feature, values[feature], inputs[i] > 0.0));
  }
  answer.reasoning = reasoning_sentence(answer.tags, phrases);
}

}  // namespace

TagSet model_answer(const LinearModel& model, const Gtzan58Values& values) {
  TagSet answer;
  answer.tagger_id = "model";
  if (!measurable(model, values)) return answer;
  const std::vector<double> inputs = model_inputs(model, values);
  const std::size_t first = rank(model, inputs, answer);
  explain(model, inputs, values, first, answer);
  return answer;
}

}  // namespace airmark::analysis
