#pragma once

#include <span>
#include <vector>

#include "tools/evaluation/measures/outcome.h"

namespace airmark::tools {

/// The clips that the tagger was surest of, and how many of them were right.
struct CoveragePoint {
  double coverage = 0.0;          ///< Share of all counted clips, above 0, at most 1.
  double least_confidence = 0.0;  ///< Of these clips.
  double accuracy = 0.0;
};

/// Surest first, the last point is all clips. Equal confidences are one point: no threshold parts
/// them. What a tagger would get right if it were silent where it is unsure (El-Yaniv and Wiener
/// 2010).
std::vector<CoveragePoint> coverage_curve(std::span<const Outcome> outcomes);

/// The accuracy at the first point that covers half the clips. Requires points.
double accuracy_of_surest_half(const std::vector<CoveragePoint>& curve);

}  // namespace airmark::tools
