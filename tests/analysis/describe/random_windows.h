#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {

/// Windows of any numbers, from plausible to absurd, always the same ones.
class RandomWindows {
 public:
  /// Every value within the range of its table, each musical one present in most.
  WindowAnalysis plausible() {
    WindowAnalysis analysis;
    analysis.audible_ratio = 1.0;
    for (std::size_t n = 0; n < kGtzan58Count; ++n)
      analysis.gtzan58[n] = log_uniform(1e-3, std::max(kGtzan58Table[n].highest, 1e-2));
    for (std::size_t n = 0; n < kMusicalCount; ++n)
      if (random_() % 8 != 0)
        analysis.musical[n] = uniform(kMusicalTable[n].lowest, kMusicalTable[n].highest);
    if (random_() % 4 != 0)
      analysis.loudness = Loudness{uniform(-60, 0), uniform(0, 30), uniform(-40, 3)};
    add_tempi(analysis);
    if (random_() % 4 != 0)
      analysis.key =
          Key{static_cast<int>(random_() % 12), random_() % 2 == 0 ? Mode::Major : Mode::Minor};
    return analysis;
  }

  /// Numbers of any size and sign, infinite and none.
  WindowAnalysis absurd() {
    WindowAnalysis analysis = plausible();
    analysis.audible_ratio = random_() % 20 == 0 ? number() : 1.0;
    for (double& value : analysis.gtzan58) value = number();
    for (auto& value : analysis.musical)
      if (random_() % 2 == 0) value = number();
    if (random_() % 2 == 0) analysis.loudness = Loudness{-number(), number(), number()};
    for (TempoCandidate& tempo : analysis.tempo_candidates) tempo = {number(), number()};
    return analysis;
  }

 private:
  double uniform(double lowest, double highest) {
    return lowest + (highest - lowest) * static_cast<double>(random_()) / 4294967295.0;
  }

  double log_uniform(double lowest, double highest) {
    return std::exp(uniform(std::log(lowest), std::log(highest)));
  }

  double number() {
    static const std::vector<double> kOdd{0.0,
                                          -0.0,
                                          1e-300,
                                          1e300,
                                          -1.0,
                                          std::numeric_limits<double>::infinity(),
                                          -std::numeric_limits<double>::infinity(),
                                          std::numeric_limits<double>::quiet_NaN()};
    if (random_() % 6 == 0) return kOdd[random_() % kOdd.size()];
    return (random_() % 8 == 0 ? -1.0 : 1.0) * log_uniform(1e-6, 1e6);
  }

  /// The tempo itself and rivals at its half, double or elsewhere.
  void add_tempi(WindowAnalysis& analysis) {
    const auto tempo = value_of(analysis.musical, Musical::TempoBpm);
    if (!tempo) return;
    const std::vector<double> ratios{0.5, 2.0, 1.5, 0.67, 1.01};
    double left = 1.0;
    double ratio = 1.0;
    for (std::size_t n = random_() % 4 + 1; n > 0; --n) {
      const double weight = n == 1 ? left : left * uniform(0.3, 0.9);
      analysis.tempo_candidates.push_back({*tempo * ratio, weight});
      left -= weight;
      ratio = ratios[random_() % ratios.size()];
    }
  }

  std::mt19937 random_{7};
};

}  // namespace airmark::testing
