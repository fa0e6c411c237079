#include "tools/evaluation/measures/calibration.h"

#include <algorithm>
#include <cmath>

namespace airmark::tools {

std::size_t bin_of(double confidence) noexcept {
  const auto bin = static_cast<std::size_t>(confidence * kBinCount);
  return std::min(bin, kBinCount - 1);
}

double CalibrationError::over(std::size_t clip_count) const noexcept {
  double sum = 0.0;
  for (const double surplus : surplus_) sum += std::abs(surplus);
  return sum / static_cast<double>(clip_count);
}

std::array<ReliabilityBin, kBinCount> reliability(std::span<const Outcome> outcomes) noexcept {
  std::array<ReliabilityBin, kBinCount> bins{};
  for (const Outcome& o : outcomes) {
    ReliabilityBin& bin = bins[bin_of(o.confidence)];
    ++bin.count;
    bin.mean_confidence += o.confidence;
    bin.accuracy += o.right() ? 1.0 : 0.0;
  }
  for (ReliabilityBin& bin : bins) {
    if (bin.count == 0) continue;
    bin.mean_confidence /= static_cast<double>(bin.count);
    bin.accuracy /= static_cast<double>(bin.count);
  }
  return bins;
}

double mean_confidence(std::span<const Outcome> outcomes, bool right) noexcept {
  double sum = 0.0;
  std::size_t count = 0;
  for (const Outcome& o : outcomes) {
    if (o.right() != right) continue;
    sum += o.confidence;
    ++count;
  }
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

}  // namespace airmark::tools
