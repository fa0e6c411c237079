#include "analysis/summary/audible_ratio.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/summary/window_features.h"

namespace airmark::analysis {

double audible_ratio(std::span<const double> rms) noexcept {
  assert(!rms.empty());
  const double gate = std::pow(10.0, kSilenceGateDbfs / 20.0);
  const auto audible = std::count_if(rms.begin(), rms.end(), [&](double v) { return v > gate; });
  return static_cast<double>(audible) / static_cast<double>(rms.size());
}

}  // namespace airmark::analysis
