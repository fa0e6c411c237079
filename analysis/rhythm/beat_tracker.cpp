#include "analysis/rhythm/beat_tracker.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "analysis/rhythm/local_tempogram.h"
#include "analysis/rhythm/tempo_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

/// Ellis's: an onset of one standard deviation is worth a beat 10 % early or late.
constexpr float kTightness = 100.0f;

constexpr std::array<double, kOnsetBandCount> kShares{2.0, 1.0, 1.0};

/// How far from the period a beat is looked for.
constexpr double kShortestRatio = 0.7;
constexpr double kLongestRatio = 1.4;

/// The path's stretch whose middle is nearest to a frame.
std::size_t stretch_at(std::size_t frame, std::size_t stretch_count) {
  constexpr std::size_t kMargin = LocalTempogram::kStretchFrames / 2;
  constexpr std::size_t kStep = LocalTempogram::kStepFrames;
  return frame < kMargin ? 0 : std::min((frame - kMargin + kStep / 2) / kStep, stretch_count - 1);
}

/// More frames than the slowest beat takes.
constexpr std::size_t kMargin = 128;
constexpr float kImpossible = 1e30f;

/// The greatest of totals[n] - costs[n], which come in whole blocks, or 0.
AIRMARK_VECTOR_CLONES
float best_of(const float* totals, const float* costs, std::size_t count) noexcept {
  Lanes<float> best;
  for (std::size_t n = 0; n < count; n += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const float total = totals[n + lane] - costs[n + lane];
      best[lane] = total > best[lane] ? total : best[lane];
    }
  for (std::size_t half = kBlockFrames / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane)
      best[lane] = best[lane + half] > best[lane] ? best[lane + half] : best[lane];
  return best[0];
}

}  // namespace

void BeatTracker::listen(const OnsetBands& onsets) {
  const std::size_t frame_count = onsets.frame_count();
  drive_.assign(frame_count, 0.0f);
  for (std::size_t b = 0; b < kOnsetBandCount; ++b) {
    const std::span<const float> band = onsets.band(static_cast<OnsetBand>(b));
    double sum = 0.0;
    double square_sum = 0.0;
    for (const float value : band) {
      sum += static_cast<double>(value);
      square_sum += static_cast<double>(value) * static_cast<double>(value);
    }
    const double mean = sum / static_cast<double>(frame_count);
    const double variance = square_sum / static_cast<double>(frame_count) - mean * mean;
    if (!(variance > 0.0)) continue;
    const auto scale = static_cast<float>(kShares[b] / std::sqrt(variance));
    for (std::size_t t = 0; t < frame_count; ++t) drive_[t] += scale * band[t];
  }
}

void BeatTracker::track(const TempoPath& path) {
  // Before the first frame there is nothing to follow.
  totals_.assign(kMargin + drive_.size() + kBlockFrames, -kImpossible);
  std::size_t stretch = path.places.size();
  for (std::size_t t = 0; t < drive_.size(); ++t) {
    const std::size_t now = stretch_at(t, path.places.size());
    if (now != stretch) set_period(period_frames(grid_bpm(path.places[now])));
    stretch = now;
    totals_[kMargin + t] = drive_[t] + best_of(before(t), costs_.data(), costs_.size());
  }
  trace(path);
}

const float* BeatTracker::before(std::size_t frame) const noexcept {
  return totals_.data() + (kMargin + frame - longest_);
}

/// Costs are in order of time: the longest distance first.
void BeatTracker::set_period(double frames) {
  const auto shortest =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(kShortestRatio * frames)));
  longest_ = static_cast<std::size_t>(std::lround(kLongestRatio * frames));
  assert(longest_ <= kMargin);
  costs_.clear();
  for (std::size_t distance = longest_; distance >= shortest; --distance) {
    const double deviation = std::log(static_cast<double>(distance) / frames);
    costs_.push_back(kTightness * static_cast<float>(deviation * deviation));
  }
  costs_.resize(block_count_of(costs_.size()) * kBlockFrames, kImpossible);
}

/// From the best of the last frames back, each time to where the total came from.
void BeatTracker::trace(const TempoPath& path) {
  beats_.clear();
  const std::span<const float> totals(totals_.data() + kMargin, drive_.size());
  const std::size_t first = totals.size() - std::min(totals.size(), longest_);
  const auto last =
      std::max_element(totals.begin() + static_cast<std::ptrdiff_t>(first), totals.end());
  auto t = static_cast<std::size_t>(last - totals.begin());
  while (true) {
    beats_.push_back(t);
    set_period(period_frames(grid_bpm(path.places[stretch_at(t, path.places.size())])));
    const float best = best_of(before(t), costs_.data(), costs_.size());
    if (best == 0.0f) break;
    std::size_t n = 0;
    while (before(t)[n] - costs_[n] != best) ++n;
    t = t + n - longest_;
  }
  std::reverse(beats_.begin(), beats_.end());
}

}  // namespace airmark::analysis
