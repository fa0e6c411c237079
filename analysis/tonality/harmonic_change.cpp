#include "analysis/tonality/harmonic_change.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace airmark::analysis {
namespace {

constexpr std::size_t kSpanFrames = 4;
constexpr std::size_t kNearFrames = 2;
constexpr double kLeastDistance = 0.3;
/// A stretch with less than this share of the mean strength is silent: nothing changes there.
constexpr double kSilentShare = 1e-4;

/// Sine and cosine of each pitch class on the circles of fifths, minor thirds and major thirds.
using Circles = std::array<std::array<double, 12>, 6>;

Circles make_circles() {
  constexpr std::array<double, 3> kTurns{7.0 / 12.0, 3.0 / 4.0, 1.0 / 3.0};
  constexpr std::array<double, 3> kRadii{1.0, 1.0, 0.5};
  Circles circles{};
  for (std::size_t circle = 0; circle < kTurns.size(); ++circle)
    for (std::size_t c = 0; c < 12; ++c) {
      const double angle = 2.0 * std::numbers::pi * kTurns[circle] * static_cast<double>(c);
      circles[2 * circle][c] = kRadii[circle] * std::sin(angle);
      circles[2 * circle + 1][c] = kRadii[circle] * std::cos(angle);
    }
  return circles;
}

const Circles kCircles = make_circles();

double sum_of(const PitchClasses& classes) {
  double sum = 0.0;
  for (const double value : classes) sum += value;
  return sum;
}

}  // namespace

double HarmonicChange::measure_rate(std::span<const PitchClasses> frames) {
  sums_.reserve(frames.size() + 1);
  sums_.assign(1, PitchClasses{});
  for (const PitchClasses& frame : frames) {
    PitchClasses sum = sums_.back();
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += frame[c];
    sums_.push_back(sum);
  }
  distances_.reserve(frames.size());
  distances_.clear();
  for (std::size_t t = 0; t < frames.size(); ++t) distances_.push_back(distance_at(t));

  std::size_t change_count = 0;
  for (std::size_t t = 0; t < frames.size(); ++t) {
    if (distances_[t] < kLeastDistance) continue;
    const auto here = distances_.begin() + static_cast<std::ptrdiff_t>(t);
    const auto before = here - static_cast<std::ptrdiff_t>(std::min(t, kNearFrames));
    const auto after =
        here + static_cast<std::ptrdiff_t>(std::min(kNearFrames + 1, frames.size() - t));
    // The first of equals.
    if (std::max_element(before, after) == here) ++change_count;
  }
  return frames.empty() ? 0.0
                        : static_cast<double>(change_count) * NotePeaks::kFramesPerSecond /
                              static_cast<double>(frames.size());
}

double HarmonicChange::distance_at(std::size_t frame) const noexcept {
  const std::size_t frame_count = sums_.size() - 1;
  Centroid before{};
  Centroid after{};
  if (!centroid_of(frame - std::min(frame, kSpanFrames), frame, before) ||
      !centroid_of(frame, std::min(frame + kSpanFrames, frame_count), after))
    return 0.0;
  double square = 0.0;
  for (std::size_t i = 0; i < before.size(); ++i)
    square += (after[i] - before[i]) * (after[i] - before[i]);
  return std::sqrt(square);
}

/// False where the frames from `first` to before `last` are silent, or none.
bool HarmonicChange::centroid_of(std::size_t first, std::size_t last,
                                 Centroid& centroid) const noexcept {
  PitchClasses classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) classes[c] = sums_[last][c] - sums_[first][c];
  const double strength = sum_of(classes);
  const double mean = sum_of(sums_.back()) / static_cast<double>(sums_.size() - 1);
  if (strength <= kSilentShare * mean) return false;
  for (std::size_t i = 0; i < centroid.size(); ++i) {
    centroid[i] = 0.0;
    for (std::size_t c = 0; c < classes.size(); ++c)
      centroid[i] += kCircles[i][c] * classes[c] / strength;
  }
  return true;
}

}  // namespace airmark::analysis
