#include "tools/evaluation/measures/coverage.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace airmark::tools {

std::vector<CoveragePoint> coverage_curve(std::span<const Outcome> outcomes) {
  std::vector<Outcome> surest_first(outcomes.begin(), outcomes.end());
  std::ranges::stable_sort(surest_first, std::greater(), &Outcome::confidence);
  std::vector<CoveragePoint> curve;
  std::size_t right = 0;
  for (std::size_t i = 0; i < surest_first.size(); ++i) {
    const double confidence = surest_first[i].confidence;
    right += surest_first[i].right();
    if (i + 1 < surest_first.size() && surest_first[i + 1].confidence == confidence) continue;
    const auto count = static_cast<double>(i + 1);
    curve.push_back({count / static_cast<double>(surest_first.size()), confidence,
                     static_cast<double>(right) / count});
  }
  return curve;
}

double accuracy_of_surest_half(const std::vector<CoveragePoint>& curve) {
  const auto half = std::ranges::find_if(curve, [](const auto& p) { return p.coverage >= 0.5; });
  assert(half != curve.end());
  return half->accuracy;
}

}  // namespace airmark::tools
