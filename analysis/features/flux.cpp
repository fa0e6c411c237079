#include "analysis/features/flux.h"

#include <cassert>
#include <cmath>
#include <cstddef>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

/// Sum over bins in sixteen interleaved parts, always in the same order. The last bin, at half the
/// rate, stands alone after 64 whole groups.
constexpr std::size_t kWholeGroups = kBinCount - kBinCount % kBlockFrames;
static_assert(kBinCount - kWholeGroups == 1);

double total(const Lanes<double>& parts) {
  double sum = 0.0;
  for (const double part : parts.values) sum += part;
  return sum;
}

double energy_of(const float* bins) {
  Lanes<double> parts;
  for (std::size_t k = 0; k < kWholeGroups; k += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto bin = static_cast<double>(bins[k + lane]);
      parts[lane] += bin * bin;
    }
  const auto last = static_cast<double>(bins[kWholeGroups]);
  return total(parts) + last * last;
}

double squared_distance(const float* a, double a_scale, const float* b, double b_scale) {
  Lanes<double> parts;
  for (std::size_t k = 0; k < kWholeGroups; k += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const double step =
          static_cast<double>(a[k + lane]) * a_scale - static_cast<double>(b[k + lane]) * b_scale;
      parts[lane] += step * step;
    }
  const double last = static_cast<double>(a[kWholeGroups]) * a_scale -
                      static_cast<double>(b[kWholeGroups]) * b_scale;
  return total(parts) + last * last;
}

double scale_of(const float* bins) {
  const double energy = energy_of(bins);
  return energy > 0.0 ? 1.0 / std::sqrt(energy) : 0.0;
}

}  // namespace

void spectral_flux(const FrameMagnitudes& magnitudes, std::span<double> flux) noexcept {
  assert(flux.size() + 1 == magnitudes.frame_count());
  const float* before = magnitudes.frame(0).data();
  double before_scale = scale_of(before);
  for (std::size_t t = 0; t < flux.size(); ++t) {
    const float* const now = magnitudes.frame(t + 1).data();
    const double scale = scale_of(now);
    flux[t] = std::sqrt(squared_distance(now, scale, before, before_scale));
    before = now;
    before_scale = scale;
  }
}

}  // namespace airmark::analysis
