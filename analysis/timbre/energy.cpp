#include "analysis/timbre/energy.h"

#include <cstddef>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

void add_up(const float* values, std::size_t count, Lanes<double>* result) {
  Lanes<double> sums;
  for (std::size_t n = 0; n < count; n += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto value = static_cast<double>(values[n + lane]);
      sums[lane] += value * value;
    }
  *result = sums;
}

}  // namespace

double energy_of(std::span<const float> values) noexcept {
  const std::size_t in_lanes = values.size() / kBlockFrames * kBlockFrames;
  Lanes<double> sums;
  add_up(values.data(), in_lanes, &sums);
  double total = 0.0;
  for (const double sum : sums.values) total += sum;
  for (const float value : values.subspan(in_lanes))
    total += static_cast<double>(value) * static_cast<double>(value);
  return total;
}

}  // namespace airmark::analysis
