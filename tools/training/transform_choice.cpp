#include "tools/training/transform_choice.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tools/training/rounding.h"

namespace airmark::tools {
namespace {

using analysis::FeatureTransform;
using analysis::TransformKind;

struct Moments {
  double mean = 0.0, deviation = 0.0, skew = 0.0;
};

Moments moments(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  Moments m;
  for (const double v : values) m.mean += v / count;
  double second = 0.0, third = 0.0;
  for (const double v : values) {
    const double d = v - m.mean;
    second += d * d / count;
    third += d * d * d / count;
  }
  m.deviation = std::sqrt(second);
  if (second > 0.0) m.skew = third / (second * m.deviation);
  return m;
}

/// Nearest-rank quantile of sorted values.
double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::llround(place))];
}

Moments curved_moments(TransformKind kind, std::vector<double> values, double lowest,
                       double highest) {
  for (double& v : values) v = analysis::curved(kind, std::clamp(v, lowest, highest));
  return moments(values);
}

std::optional<FeatureTransform> choose(std::size_t feature, const std::vector<double>& values) {
  std::vector<double> sorted = values;
  std::ranges::sort(sorted);
  FeatureTransform chosen;
  chosen.feature = feature;
  chosen.lowest = rounded(quantile(sorted, kTailShare));
  chosen.highest = rounded(quantile(sorted, 1.0 - kTailShare));
  Moments best = curved_moments(chosen.kind, values, chosen.lowest, chosen.highest);
  if (std::abs(best.skew) >= kNoticeableSkew) {
    for (const TransformKind kind : {TransformKind::SignedRoot, TransformKind::Log}) {
      if (kind == TransformKind::Log && !(chosen.lowest > 0.0)) continue;
      const Moments curved = curved_moments(kind, values, chosen.lowest, chosen.highest);
      if (std::abs(curved.skew) >= std::abs(best.skew)) continue;
      best = curved;
      chosen.kind = kind;
    }
  }
  chosen.centre = rounded(best.mean);
  chosen.scale = rounded(best.deviation);
  if (!(chosen.scale > 1e-12)) return std::nullopt;
  return chosen;
}

}  // namespace

std::vector<FeatureTransform> choose_transforms(const TrainingTable& table,
                                                std::span<const std::size_t> rows) {
  std::vector<FeatureTransform> transforms;
  for (std::size_t f = 0; f < kGtzan58Count; ++f) {
    if (f == static_cast<std::size_t>(Gtzan58::Length)) continue;
    std::vector<double> values;
    for (const std::size_t r : rows) values.push_back(table.rows[r].values[f]);
    if (const auto transform = choose(f, values)) transforms.push_back(*transform);
  }
  return transforms;
}

}  // namespace airmark::tools
