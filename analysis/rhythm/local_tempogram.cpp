#include "analysis/rhythm/local_tempogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>

namespace airmark::analysis {
namespace {

/// dB²; onsets that are weaker than a few hundredths of a decibel are nobody's beat.
constexpr double kLeastEnergy = 0.1;

/// Beyond this share of a stretch too little overlaps.
constexpr double kLongestLagRatio = 0.8;

/// Which bands make a Recurrence.
constexpr std::array<std::array<std::size_t, 2>, kRecurrenceCount> kPairs{
    {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}}};

/// Catmull and Rom's spline through four neighbours.
CubicPoint cubic_point(double place, std::size_t value_count) {
  const double whole = std::floor(place);
  if (!(whole >= 1.0) || whole + 2.0 >= static_cast<double>(value_count)) return {};
  const double f = place - whole;
  const double f2 = f * f;
  const double f3 = f2 * f;
  return {
      static_cast<std::size_t>(whole) - 1,
      {static_cast<float>(0.5 * (-f + 2.0 * f2 - f3)),
       static_cast<float>(0.5 * (2.0 - 5.0 * f2 + 3.0 * f3)),
       static_cast<float>(0.5 * (f + 4.0 * f2 - 3.0 * f3)), static_cast<float>(0.5 * (f3 - f2))}};
}

}  // namespace

LocalTempogram::LocalTempogram() : overlap_(kLagCount), fft_(kTransformSize) {
  for (auto& bins : bins_) bins.resize(kBinCount);
}

CubicPoint LocalTempogram::at_lag(double frames) noexcept { return cubic_point(frames, kLagCount); }

CubicPoint LocalTempogram::at_frequency(double cycles_per_frame) noexcept {
  return cubic_point(cycles_per_frame * kTransformSize, kBinCount);
}

void LocalTempogram::measure(const OnsetBands& onsets) {
  const std::size_t frame_count = onsets.frame_count();
  set_length(std::min(frame_count, kStretchFrames));
  stretch_count_ = 1 + (frame_count - length_) / kStepFrames;
  correlations_.resize(stretch_count_ * kRecurrenceCount * kLagCount);
  magnitudes_.resize(stretch_count_ * kOnsetBandCount * kBinCount);
  for (std::size_t stretch = 0; stretch < stretch_count_; ++stretch) {
    for (std::size_t b = 0; b < kOnsetBandCount; ++b) {
      const auto band = onsets.band(static_cast<OnsetBand>(b));
      transform(band.subspan(stretch * kStepFrames, length_), b);
      float* const row = magnitudes_.data() + (stretch * kOnsetBandCount + b) * kBinCount;
      const double scale = 1.0 / std::sqrt((energies_[b] + kLeastEnergy) * window_energy_);
      for (std::size_t k = 0; k < kBinCount; ++k)
        row[k] = static_cast<float>(scale * std::abs(bins_[b][k]));
    }
    for (std::size_t r = 0; r < kRecurrenceCount; ++r)
      correlate(kPairs[r][0], kPairs[r][1],
                correlations_.data() + (stretch * kRecurrenceCount + r) * kLagCount);
  }
}

void LocalTempogram::set_length(std::size_t frame_count) {
  assert(frame_count > 0);
  if (frame_count == length_) return;
  length_ = frame_count;
  window_.resize(length_);
  window_energy_ = 0.0;
  for (std::size_t n = 0; n < length_; ++n) {
    const double place = static_cast<double>(n + 1) / static_cast<double>(length_ + 1);
    window_[n] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * place);
    window_energy_ += window_[n] * window_[n];
  }
  const double longest = kLongestLagRatio * static_cast<double>(length_);
  for (std::size_t lag = 0; lag < kLagCount; ++lag) {
    overlap_[lag] = 0.0;
    if (static_cast<double>(lag) > longest) continue;
    for (std::size_t n = lag; n < length_; ++n) overlap_[lag] += window_[n] * window_[n - lag];
  }
}

void LocalTempogram::transform(std::span<const float> onsets, std::size_t band) {
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t n = 0; n < length_; ++n) {
    sum += static_cast<double>(onsets[n]) * window_[n];
    weight += window_[n];
  }
  const double mean = sum / weight;
  const std::span<double> time = fft_.time();
  double energy = 0.0;
  for (std::size_t n = 0; n < length_; ++n) {
    time[n] = (static_cast<double>(onsets[n]) - mean) * window_[n];
    energy += time[n] * time[n];
  }
  std::fill(time.begin() + static_cast<std::ptrdiff_t>(length_), time.end(), 0.0);
  fft_.forward();
  std::copy(fft_.bins().begin(), fft_.bins().end(), bins_[band].begin());
  energies_[band] = energy;
}

/// Two bands are compared both ways: which of them comes first does not matter. The real part of
/// the cross spectrum does that. Lags are few enough not to wrap round.
void LocalTempogram::correlate(std::size_t first, std::size_t second, float* row) {
  static_assert(kStretchFrames + kLagCount < kTransformSize);
  for (std::size_t k = 0; k < kBinCount; ++k)
    fft_.bins()[k] = (bins_[first][k] * std::conj(bins_[second][k])).real();
  fft_.inverse();
  const double energy =
      std::sqrt((energies_[first] + kLeastEnergy) * (energies_[second] + kLeastEnergy));
  const double scale = window_energy_ / (energy * static_cast<double>(kTransformSize));
  for (std::size_t lag = 0; lag < kLagCount; ++lag) {
    const double overlap = std::max(overlap_[lag], 0.1 * window_energy_);
    row[lag] = overlap_[lag] > 0.0 ? static_cast<float>(scale * fft_.time()[lag] / overlap) : 0.0f;
  }
}

}  // namespace airmark::analysis
