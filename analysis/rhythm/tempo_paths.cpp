#include "analysis/rhythm/tempo_paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace airmark::analysis {
namespace {

struct Beat {
  double count;
  double weight;
};
constexpr std::array<Beat, 4> kBeats{{{1.0, 1.0}, {2.0, 1.0}, {3.0, 0.5}, {4.0, 1.0}}};
constexpr double kWeightSum = 3.5;

/// Cost of a step of 1 % from one stretch to the next.
constexpr double kStepCost = 2.0 / 3.0;
constexpr std::size_t kLongestStep = 2;

/// Natural logarithm of the ratio below which two paths are one.
constexpr double kSameTempo = 0.04;

static_assert(kTempoCount <= 256);

}  // namespace

TempoPaths::TempoPaths()
    : correlation_(LocalTempogram::kLagCount),
      salience_(kTempoCount),
      totals_(kTempoCount),
      extended_(kTempoCount),
      bpms_(kTempoCount),
      order_(kTempoCount) {
  for (std::size_t i = 0; i < kTempoCount; ++i)
    for (const Beat& beat : kBeats)
      beats_.push_back(LocalTempogram::at_lag(beat.count * period_frames(grid_bpm(i))));
  paths_.reserve(kMostPaths);
}

void TempoPaths::measure(const LocalTempogram& tempogram) {
  const std::size_t stretch_count = tempogram.stretch_count();
  origins_.resize(stretch_count * kTempoCount);
  places_.resize(stretch_count * kTempoCount);
  for (std::size_t stretch = 0; stretch < stretch_count; ++stretch) {
    measure_salience(tempogram, stretch);
    if (stretch == 0)
      totals_ = salience_;
    else
      extend(stretch);
  }
  trace(stretch_count);
  choose(stretch_count);
}

void TempoPaths::measure_salience(const LocalTempogram& tempogram, std::size_t stretch) {
  const float* const bass = tempogram.correlation(stretch, Recurrence::Bass);
  const float* const middle = tempogram.correlation(stretch, Recurrence::Middle);
  const float* const treble = tempogram.correlation(stretch, Recurrence::Treble);
  for (std::size_t lag = 0; lag < correlation_.size(); ++lag)
    correlation_[lag] = (bass[lag] + middle[lag] + treble[lag]) / 3.0f;
  for (std::size_t i = 0; i < kTempoCount; ++i) {
    double sum = 0.0;
    for (std::size_t k = 0; k < kBeats.size(); ++k)
      sum += kBeats[k].weight * beats_[i * kBeats.size() + k].value(correlation_.data());
    salience_[i] = sum / kWeightSum;
  }
}

void TempoPaths::extend(std::size_t stretch) {
  std::uint8_t* const origins = origins_.data() + stretch * kTempoCount;
  for (std::size_t i = 0; i < kTempoCount; ++i) {
    const std::size_t first = i - std::min(i, kLongestStep);
    const std::size_t last = std::min(i + kLongestStep, kTempoCount - 1);
    double best = totals_[i];
    std::size_t origin = i;
    for (std::size_t from = first; from <= last; ++from) {
      const double step = static_cast<double>(from) - static_cast<double>(i);
      const double total = totals_[from] - kStepCost * step * step;
      if (total > best) {
        best = total;
        origin = from;
      }
    }
    extended_[i] = best + salience_[i];
    origins[i] = static_cast<std::uint8_t>(origin);
  }
  totals_.swap(extended_);
}

void TempoPaths::trace(std::size_t stretch_count) {
  for (std::size_t i = 0; i < kTempoCount; ++i) {
    std::uint8_t* const places = places_.data() + i * stretch_count;
    std::size_t place = i;
    std::size_t sum = 0;
    for (std::size_t stretch = stretch_count; stretch-- > 0;) {
      places[stretch] = static_cast<std::uint8_t>(place);
      sum += place;
      if (stretch > 0) place = origins_[stretch * kTempoCount + place];
    }
    bpms_[i] = kSlowestBpm *
               std::exp(kTempoStep * static_cast<double>(sum) / static_cast<double>(stretch_count));
  }
}

void TempoPaths::choose(std::size_t stretch_count) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return totals_[a] != totals_[b] ? totals_[a] > totals_[b] : a < b;
  });
  paths_.clear();
  for (const std::size_t i : order_) {
    if (paths_.size() == kMostPaths) break;
    const bool is_new = std::none_of(paths_.begin(), paths_.end(), [&](const TempoPath& path) {
      return std::abs(std::log(path.bpm / bpms_[i])) <= kSameTempo;
    });
    if (is_new)
      paths_.push_back({bpms_[i],
                        totals_[i] / static_cast<double>(stretch_count),
                        {places_.data() + i * stretch_count, stretch_count}});
  }
}

}  // namespace airmark::analysis
