#include "analysis/features/rms.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "analysis/framing/frame_grid.h"
#include "analysis/framing/mirror.h"
#include "analysis/kernels/samples.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kHopsPerFrame = kFrameSize / kHopSize;

}  // namespace

void FrameRms::measure(std::span<const float> samples, std::span<double> rms) {
  assert(rms.size() == frame_count_of(samples.size()));
  hop_energies_.resize(rms.size() + kHopsPerFrame - 1);
  std::array<float, kHopSize> hop{};
  auto first = -static_cast<std::ptrdiff_t>(kFrameSize / 2);
  for (double& energy : hop_energies_) {
    copy_mirrored(samples, first, hop);
    energy = kernels::energy_of(hop.data(), kHopSize);
    first += static_cast<std::ptrdiff_t>(kHopSize);
  }
  for (std::size_t t = 0; t < rms.size(); ++t) {
    double energy = 0.0;
    for (std::size_t hop_index = 0; hop_index < kHopsPerFrame; ++hop_index)
      energy += hop_energies_[t + hop_index];
    rms[t] = std::sqrt(energy / static_cast<double>(kFrameSize));
  }
}

}  // namespace airmark::analysis
