#include "analysis/features/zero_crossing_rate.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

constexpr float kZeroThreshold = 1e-10f;
constexpr std::size_t kHopsPerFrame = kFrameSize / kHopSize;
constexpr std::size_t kLeadHops = kHopsPerFrame / 2;

AIRMARK_VECTOR_CLONES
void mark_crossings(const float* __restrict samples, std::size_t count,
                    std::uint8_t* __restrict crossings) {
  for (std::size_t n = 1; n < count; ++n)
    crossings[n] = static_cast<std::uint8_t>((samples[n] < -kZeroThreshold) !=
                                             (samples[n - 1] < -kZeroThreshold));
}

}  // namespace

void ZeroCrossingRate::measure(std::span<const float> samples, std::span<double> rates) {
  assert(rates.size() == frame_count_of(samples.size()));
  // Whole hops, with nothing crossed in what is repeated before and after the window.
  const std::size_t hop_count = rates.size() + kHopsPerFrame - 1;
  const std::size_t lead = kLeadHops * kHopSize;
  crossings_.assign(std::max(hop_count * kHopSize, lead + samples.size()), 0);
  mark_crossings(samples.data(), samples.size(), crossings_.data() + lead);

  hop_counts_.resize(hop_count);
  for (std::size_t hop = 0; hop < hop_count; ++hop) {
    int count = 0;
    for (std::size_t n = 0; n < kHopSize; ++n) count += crossings_[hop * kHopSize + n];
    hop_counts_[hop] = count;
  }
  for (std::size_t t = 0; t < rates.size(); ++t) {
    // A frame's first sample has none before it.
    int count = -static_cast<int>(crossings_[t * kHopSize]);
    for (std::size_t hop = 0; hop < kHopsPerFrame; ++hop) count += hop_counts_[t + hop];
    rates[t] = static_cast<double>(count) / static_cast<double>(kFrameSize);
  }
}

}  // namespace airmark::analysis
