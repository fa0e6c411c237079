#include "tools/training/temperature.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/classify/linear_model.h"

namespace airmark::tools {
namespace {

double log_loss_at(std::span<const LabelledLogits> clips, double inverse_temperature) {
  double sum = 0.0;
  for (const LabelledLogits& clip : clips) {
    std::vector<double> scaled = clip.logits;
    for (double& logit : scaled) logit *= inverse_temperature;
    sum -= std::log(std::max(analysis::softmax(scaled)[clip.label], 1e-300));
  }
  return sum;
}

}  // namespace

double fit_temperature(std::span<const LabelledLogits> clips) {
  constexpr double kSection = 1.0 / std::numbers::phi;
  double low = 0.25, high = 4.0;  // of 1 / temperature
  while (high - low > 1e-6) {
    const double left = high - kSection * (high - low);
    const double right = low + kSection * (high - low);
    if (log_loss_at(clips, left) < log_loss_at(clips, right))
      high = right;
    else
      low = left;
  }
  return std::round(1e4 * 2.0 / (low + high)) / 1e4;
}

}  // namespace airmark::tools
