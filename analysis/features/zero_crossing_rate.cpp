#include "analysis/features/zero_crossing_rate.h"

#include <algorithm>
#include <cassert>

#include "analysis/framing/frame_grid.h"
#include "analysis/kernels/samples.h"

namespace airmark::analysis {
namespace {

constexpr float kZeroThreshold = 1e-10f;
constexpr std::size_t kHopsPerFrame = kFrameSize / kHopSize;
constexpr std::size_t kLeadHops = kHopsPerFrame / 2;

/// Crossings at samples first .. end - 1. The first sample of all has none before it.
std::size_t crossings(std::span<const float> samples, std::size_t first, std::size_t end) {
  first = std::max<std::size_t>(first, 1);
  end = std::min(end, samples.size());
  if (first >= end) return 0;
  return kernels::crossings_of(samples.data() + first, end - first, -kZeroThreshold);
}

}  // namespace

void ZeroCrossingRate::measure(std::span<const float> samples, std::span<double> rates) {
  assert(rates.size() == frame_count_of(samples.size()));
  // Nothing is crossed in what is repeated before and after the window.
  hop_counts_.assign(rates.size() + kHopsPerFrame - 1, 0);
  for (std::size_t hop = kLeadHops; hop < hop_counts_.size(); ++hop) {
    const std::size_t first = (hop - kLeadHops) * kHopSize;
    hop_counts_[hop] = crossings(samples, first, first + kHopSize);
  }
  for (std::size_t t = 0; t < rates.size(); ++t) {
    std::size_t count = 0;
    for (std::size_t hop = 0; hop < kHopsPerFrame; ++hop) count += hop_counts_[t + hop];
    if (t >= kLeadHops) {  // a frame's first sample has none before it
      const std::size_t first = (t - kLeadHops) * kHopSize;
      count -= crossings(samples, first, first + 1);
    }
    rates[t] = static_cast<double>(count) / static_cast<double>(kFrameSize);
  }
}

}  // namespace airmark::analysis
