#include "analysis/timbre/dynamic_range.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace airmark::analysis {
namespace {

constexpr std::size_t kSecondFrames = 43;
constexpr std::size_t kStepFrames = 4;
constexpr double kPauseShare = 1e-6;  // 60 dB
constexpr double kLowPercentile = 0.10;
constexpr double kHighPercentile = 0.95;

}  // namespace

std::optional<double> DynamicRange::measure_db(std::span<const double> frame_rms) {
  mean_squares_.clear();
  for (std::size_t t = 0; t + kSecondFrames <= frame_rms.size(); t += kStepFrames) {
    double sum = 0.0;
    for (const double rms : frame_rms.subspan(t, kSecondFrames)) sum += rms * rms;
    mean_squares_.push_back(sum / static_cast<double>(kSecondFrames));
  }
  if (mean_squares_.empty()) return std::nullopt;
  const double loudest = *std::max_element(mean_squares_.begin(), mean_squares_.end());
  std::erase_if(mean_squares_, [&](double value) { return value <= kPauseShare * loudest; });
  if (mean_squares_.empty()) return std::nullopt;
  std::sort(mean_squares_.begin(), mean_squares_.end());
  const auto percentile = [&](double share) {
    const auto last = static_cast<double>(mean_squares_.size() - 1);
    return mean_squares_[static_cast<std::size_t>(std::lround(share * last))];
  };
  return 10.0 * std::log10(percentile(kHighPercentile) / percentile(kLowPercentile));
}

}  // namespace airmark::analysis
