#include "analysis/features/envelope.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace airmark::analysis {
namespace {

double entropy_of(std::span<const double> rms, double energy) {
  double entropy = 0.0;
  for (const double value : rms) {
    const double share = value * value / energy;
    if (share > 0.0) entropy -= share * std::log(share);
  }
  return std::clamp(entropy / std::log(static_cast<double>(rms.size())), 0.0, 1.0);
}

double balance_of(std::span<const double> rms) {
  double rises = 0.0;
  double falls = 0.0;
  for (std::size_t t = 1; t < rms.size(); ++t) {
    const double step = rms[t] - rms[t - 1];
    (step > 0.0 ? rises : falls) += step * step;
  }
  const double both = rises + falls;
  return both > 0.0 ? (rises - falls) / both : 0.0;
}

}  // namespace

Envelope envelope_of(std::span<const double> rms) noexcept {
  assert(rms.size() >= 2);
  double sum = 0.0;
  double energy = 0.0;
  double weighted = 0.0;
  for (std::size_t t = 0; t < rms.size(); ++t) {
    sum += rms[t];
    energy += rms[t] * rms[t];
    weighted += static_cast<double>(t) * rms[t] * rms[t];
  }
  if (energy <= 0.0) return {};
  const double mean = sum / static_cast<double>(rms.size());
  const auto low = std::count_if(rms.begin(), rms.end(), [&](double v) { return v < mean; });
  return {.entropy = entropy_of(rms, energy),
          .low_energy_rate = static_cast<double>(low) / static_cast<double>(rms.size()),
          .centroid = weighted / energy / static_cast<double>(rms.size() - 1),
          .attack_decay_balance = balance_of(rms)};
}

}  // namespace airmark::analysis
