#include "tests/support/change_score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <tuple>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {
namespace {

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double ChangeScore::precision() const noexcept { return ratio(hit_count, found_count); }
double ChangeScore::recall() const noexcept { return ratio(hit_count, true_count); }
double ChangeScore::f_measure() const noexcept {
  return ratio(2 * hit_count, true_count + found_count);
}

ChangeScore& ChangeScore::operator+=(const ChangeScore& other) noexcept {
  hit_count += other.hit_count;
  true_count += other.true_count;
  found_count += other.found_count;
  return *this;
}

ChangeScore score_changes(std::span<const std::int64_t> true_frames,
                          std::span<const std::int64_t> found_frames, double tolerance_s) {
  const std::int64_t tolerance = std::llround(tolerance_s * kAnalysisRateHz);
  std::vector<std::tuple<std::int64_t, std::size_t, std::size_t>> pairs;
  for (std::size_t t = 0; t < true_frames.size(); ++t)
    for (std::size_t f = 0; f < found_frames.size(); ++f)
      if (const std::int64_t distance = std::abs(true_frames[t] - found_frames[f]);
          distance <= tolerance)
        pairs.emplace_back(distance, t, f);
  std::ranges::sort(pairs);
  std::set<std::size_t> hit;
  std::set<std::size_t> used;
  for (const auto& [distance, t, f] : pairs)
    if (!hit.contains(t) && !used.contains(f)) {
      hit.insert(t);
      used.insert(f);
    }
  return {hit.size(), true_frames.size(), found_frames.size()};
}

std::vector<analysis::ChangePoint> changes_in(std::span<const float> samples) {
  std::vector<analysis::ChangePoint> changes;
  analysis::ChangeDetector detector(
      [&](const analysis::ChangePoint& change) { changes.push_back(change); });
  detector.begin(0);
  detector.push(samples);
  detector.finish();
  return changes;
}

std::vector<std::int64_t> frames_of(std::span<const analysis::ChangePoint> changes) {
  std::vector<std::int64_t> frames;
  for (const analysis::ChangePoint& change : changes) frames.push_back(change.frame);
  return frames;
}

}  // namespace airmark::testing
