#include "analysis/tonality/tuning.h"

#include <algorithm>
#include <cmath>

namespace airmark::analysis {
namespace {

constexpr std::size_t kTuningBins = 100;
constexpr float kLowestAHz = 440.0f / 16.0f;

/// Left edge of a bin of the histogram.
double edge(std::size_t bin) { return static_cast<double>(bin) * 0.01 + -0.5; }

/// Distance from the nearest semitone, in semitones, at least -0.5 and less than 0.5. In single
/// precision, because the histogram's edges are where many round values fall.
float distance_from_semitone(float frequency_hz) {
  const float semitones = 12.0f * std::log2(frequency_hz / kLowestAHz);
  const float distance = std::fmod(semitones, 1.0f);
  return distance >= 0.5f ? distance - 1.0f : distance;
}

std::size_t bin_of(float distance) {
  const double exact = distance;
  auto bin = static_cast<std::size_t>(std::clamp((exact + 0.5) * 100.0, 0.0, 99.0));
  while (bin > 0 && exact < edge(bin)) --bin;
  while (bin + 1 < kTuningBins && exact >= edge(bin + 1)) ++bin;
  return bin;
}

}  // namespace

double TuningEstimate::measure(std::span<const PitchPeak> peaks) {
  if (peaks.empty()) return 0.0;
  const float threshold = median_power(peaks);
  std::array<std::size_t, kTuningBins> counts{};
  for (const PitchPeak& peak : peaks)
    if (peak.power >= threshold) ++counts[bin_of(distance_from_semitone(peak.frequency_hz))];
  return edge(
      static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin()));
}

float TuningEstimate::median_power(std::span<const PitchPeak> peaks) {
  powers_.clear();
  for (const PitchPeak& peak : peaks) powers_.push_back(peak.power);
  const auto middle = powers_.begin() + static_cast<std::ptrdiff_t>(powers_.size() / 2);
  std::nth_element(powers_.begin(), middle, powers_.end());
  if (powers_.size() % 2 == 1) return *middle;
  return (*std::max_element(powers_.begin(), middle) + *middle) / 2.0f;
}

}  // namespace airmark::analysis
