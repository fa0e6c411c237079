#include "analysis/timbre/partial_tracks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace airmark::analysis {
namespace {

constexpr std::size_t kFirstBin = static_cast<std::size_t>(200.0 / kBinHz) + 1;
constexpr std::size_t kEndBin = static_cast<std::size_t>(2500.0 / kBinHz) + 1;
constexpr std::size_t kNearestFloorBin = 4;
constexpr std::size_t kFarthestFloorBin = 7;
static_assert(kFirstBin >= kFarthestFloorBin && kEndBin + kFarthestFloorBin < kBinCount);

constexpr float kProminence = 31.6f;    // 15 dB
constexpr float kLowestPeak = 0.0316f;  // 30 dB below the highest
constexpr float kStepRatio = 0.047f;    // 80 cents
constexpr auto kLeastStepHz = static_cast<float>(0.6 * kBinHz);
constexpr auto kGreatestStepHz = static_cast<float>(2.0 * kBinHz);
constexpr float kCentsPerOctave = 1200.0f;

bool is_maximum(const float* magnitudes, std::size_t k) noexcept {
  const float here = magnitudes[k];
  return here > magnitudes[k - 1] && here >= magnitudes[k + 1] && here > magnitudes[k - 2] &&
         here > magnitudes[k + 2];
}

bool stands_out(const float* magnitudes, std::size_t k) noexcept {
  float sum = 0.0f;
  for (std::size_t n = kNearestFloorBin; n <= kFarthestFloorBin; ++n)
    sum += magnitudes[k - n] * magnitudes[k - n] + magnitudes[k + n] * magnitudes[k + n];
  constexpr auto kFloorBins = static_cast<float>(2 * (kFarthestFloorBin - kNearestFloorBin + 1));
  return magnitudes[k] * magnitudes[k] * kFloorBins > kProminence * sum;
}

/// From the ratio of the two highest magnitudes of a line under a Hann window.
float frequency_of(const float* magnitudes, std::size_t k) noexcept {
  const float before = magnitudes[k - 1];
  const float after = magnitudes[k + 1];
  const float ratio = std::max(before, after) / magnitudes[k];
  const float distance = (2.0f * ratio - 1.0f) / (1.0f + ratio);
  const float shift = after >= before ? distance : -distance;
  return (static_cast<float>(k) + shift) * static_cast<float>(kBinHz);
}

}  // namespace

PartialTracks::PartialTracks() {
  peaks_.reserve((kEndBin - kFirstBin) / 2 + 1);
  partials_.reserve(kMostPartials);
  previous_.reserve(kMostPartials);
}

void PartialTracks::add(std::span<const float, kBinCount> magnitudes) noexcept {
  find_peaks(magnitudes.data());
  keep_highest_peaks();
  std::swap(partials_, previous_);
  partials_.clear();
  for (const Peak& peak : peaks_) {
    const float hz = frequency_of(magnitudes.data(), peak.bin);
    Partial partial = continued(hz);
    partial.hz = hz;
    partial.magnitude = peak.magnitude;
    partial.cents[partial.age % Partial::kRememberedFrames] = kCentsPerOctave * std::log2(hz);
    ++partial.age;
    partials_.push_back(partial);
  }
}

void PartialTracks::find_peaks(const float* magnitudes) noexcept {
  peaks_.clear();
  for (std::size_t k = kFirstBin; k < kEndBin; ++k)
    if (is_maximum(magnitudes, k) && stands_out(magnitudes, k))
      peaks_.push_back({k, magnitudes[k]});
}

void PartialTracks::keep_highest_peaks() noexcept {
  const auto higher = [](const Peak& a, const Peak& b) { return a.magnitude > b.magnitude; };
  if (peaks_.size() > kMostPartials) {
    std::nth_element(peaks_.begin(), peaks_.begin() + kMostPartials, peaks_.end(), higher);
    peaks_.resize(kMostPartials);
    std::sort(peaks_.begin(), peaks_.end(),
              [](const Peak& a, const Peak& b) { return a.bin < b.bin; });
  }
  float highest = 0.0f;
  for (const Peak& peak : peaks_) highest = std::max(highest, peak.magnitude);
  std::erase_if(peaks_, [&](const Peak& peak) { return peak.magnitude < kLowestPeak * highest; });
}

/// The partial that goes on at this frequency, taken from the frame before; a new one where there
/// is none.
Partial PartialTracks::continued(float hz) noexcept {
  Partial* nearest = nullptr;
  float least_step = std::clamp(kStepRatio * hz, kLeastStepHz, kGreatestStepHz);
  for (Partial& partial : previous_) {
    const float step = std::abs(partial.hz - hz);
    if (partial.age == 0 || step >= least_step) continue;
    nearest = &partial;
    least_step = step;
  }
  return nearest == nullptr ? Partial{} : std::exchange(*nearest, Partial{});
}

}  // namespace airmark::analysis
