#include "analysis/tonality/key_model.h"

#include <algorithm>
#include <cmath>

namespace airmark::analysis {
namespace {

constexpr std::size_t kTonicCount = 12;

double score(const ModeWeights& weights, const KeyEvidence& evidence, std::size_t tonic) {
  double sum = weights.bias;
  for (std::size_t kind = 0; kind < kEvidenceKindCount; ++kind)
    for (std::size_t degree = 0; degree < kTonicCount; ++degree)
      sum += weights.degrees[kind][degree] * evidence.logs[kind][(tonic + degree) % kTonicCount];
  return sum;
}

}  // namespace

KeyBeliefs::KeyBeliefs(const KeyEvidence& evidence) noexcept {
  for (std::size_t mode = 0; mode < kKeyWeights.size(); ++mode)
    for (std::size_t tonic = 0; tonic < kTonicCount; ++tonic)
      beliefs_[mode * kTonicCount + tonic] = score(kKeyWeights[mode], evidence, tonic);
  const double highest = *std::max_element(beliefs_.begin(), beliefs_.end());
  double sum = 0.0;
  for (double& belief : beliefs_) sum += belief = std::exp(belief - highest);
  for (double& belief : beliefs_) belief /= sum;
}

Key KeyBeliefs::likeliest() const noexcept {
  const auto place = std::max_element(beliefs_.begin(), beliefs_.end()) - beliefs_.begin();
  return {static_cast<int>(place % 12), place < 12 ? Mode::Major : Mode::Minor};
}

double KeyBeliefs::majorness() const noexcept {
  double difference = 0.0;
  for (std::size_t tonic = 0; tonic < kTonicCount; ++tonic)
    difference += beliefs_[tonic] - beliefs_[kTonicCount + tonic];
  return std::clamp(difference, -1.0, 1.0);
}

}  // namespace airmark::analysis
