#include "tools/training/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "tools/training/folds.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kBinCount = 10;

/// All that the figures need to know of one prediction.
struct Outcome {
  double confidence = 0.0;
  bool first_right = false, top3_right = false;
};

std::size_t first_tag(const Prediction& p) {
  return static_cast<std::size_t>(std::ranges::max_element(p.probabilities) -
                                  p.probabilities.begin());
}

Outcome outcome(const Prediction& p) {
  const double truth = p.probabilities[p.label];
  const auto better = std::ranges::count_if(p.probabilities, [&](double q) { return q > truth; });
  return {std::ranges::max(p.probabilities), first_tag(p) == p.label, better < 3};
}

struct Shares {
  double accuracy = 0.0, top3 = 0.0, calibration_error = 0.0;
};

Shares shares(std::span<const Outcome> outcomes) {
  std::array<double, kBinCount> surplus{};  // confidence minus hits, per bin
  Shares s;
  for (const Outcome& o : outcomes) {
    s.accuracy += o.first_right;
    s.top3 += o.top3_right;
    const auto bin = static_cast<std::size_t>(o.confidence * kBinCount);
    surplus[std::min(bin, kBinCount - 1)] += o.confidence - (o.first_right ? 1.0 : 0.0);
  }
  for (const double difference : surplus) s.calibration_error += std::abs(difference);
  const auto count = static_cast<double>(outcomes.size());
  return {s.accuracy / count, s.top3 / count, s.calibration_error / count};
}

Share with_interval(double value, std::vector<double>& resampled) {
  std::ranges::sort(resampled);
  const auto last = static_cast<double>(resampled.size() - 1);
  return {value, resampled[static_cast<std::size_t>(std::lround(0.025 * last))],
          resampled[static_cast<std::size_t>(std::lround(0.975 * last))]};
}

/// ECE takes the noise that resampling adds for error, so resamples lie above the estimate: the
/// interval is moved back by the mean of that.
Share without_bias(const Share& share, std::span<const double> resampled) {
  double bias = -share.value;
  for (const double value : resampled) bias += value / static_cast<double>(resampled.size());
  return {share.value, std::max(share.lowest - bias, 0.0), share.highest - bias};
}

void add_shares(std::span<const Outcome> outcomes, int seed, Figures& f) {
  std::vector<double> accuracy, top3, calibration_error;
  std::vector<Outcome> resample(outcomes.size());
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  for (int i = 0; i < kResamples; ++i) {
    for (Outcome& o : resample) o = outcomes[draw(random, outcomes.size())];
    const Shares s = shares(resample);
    accuracy.push_back(s.accuracy);
    top3.push_back(s.top3);
    calibration_error.push_back(s.calibration_error);
  }
  const Shares s = shares(outcomes);
  f.accuracy = with_interval(s.accuracy, accuracy);
  f.top3 = with_interval(s.top3, top3);
  f.calibration_error =
      without_bias(with_interval(s.calibration_error, calibration_error), calibration_error);
}

}  // namespace

Figures figures(std::span<const Prediction> predictions, int seed) {
  const std::size_t class_count = predictions[0].probabilities.size();
  Figures f;
  f.clip_count = predictions.size();
  f.confusion.assign(class_count, std::vector<std::size_t>(class_count));
  std::vector<Outcome> outcomes;
  for (const Prediction& p : predictions) {
    outcomes.push_back(outcome(p));
    ++f.confusion[p.label][first_tag(p)];
    f.log_loss -= std::log(std::max(p.probabilities[p.label], 1e-300));
  }
  f.log_loss /= static_cast<double>(predictions.size());
  for (std::size_t k = 0; k < class_count; ++k) {
    std::size_t total = 0;
    for (const std::size_t count : f.confusion[k]) total += count;
    f.recall.push_back(
        total == 0 ? 0.0 : static_cast<double>(f.confusion[k][k]) / static_cast<double>(total));
  }
  add_shares(outcomes, seed, f);
  return f;
}

}  // namespace airmark::tools
