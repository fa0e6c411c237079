#include "analysis/rhythm/onset_count.h"

#include <algorithm>

namespace airmark::analysis {
namespace {

constexpr std::size_t kMaximumReach = 2;
constexpr std::size_t kMeanReach = 11;
constexpr float kAboveMeanDb = 0.5f;

std::span<const float> around(std::span<const float> values, std::size_t t, std::size_t reach) {
  const std::size_t first = t - std::min(t, reach);
  return values.subspan(first, std::min(t + reach + 1, values.size()) - first);
}

float mean_of(std::span<const float> values) {
  float sum = 0.0f;
  for (const float value : values) sum += value;
  return sum / static_cast<float>(values.size());
}

}  // namespace

std::size_t count_onsets(std::span<const float> rises) noexcept {
  std::size_t count = 0;
  std::size_t next = 0;  // of equal maxima the first counts
  for (std::size_t t = 0; t < rises.size(); ++t) {
    if (t < next || rises[t] <= kAboveMeanDb) continue;
    const auto neighbours = around(rises, t, kMaximumReach);
    if (rises[t] < *std::max_element(neighbours.begin(), neighbours.end())) continue;
    if (rises[t] < mean_of(around(rises, t, kMeanReach)) + kAboveMeanDb) continue;
    ++count;
    next = t + kMaximumReach + 1;
  }
  return count;
}

}  // namespace airmark::analysis
