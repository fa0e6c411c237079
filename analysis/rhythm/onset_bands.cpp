#include "analysis/rhythm/onset_bands.h"

#include <algorithm>
#include <cassert>

#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {
namespace {

/// Mel bands at which the three begin and end.
constexpr std::array<std::size_t, kOnsetBandCount + 1> kEdges{0, 5, 56, 116};

/// Half the second around a frame.
constexpr std::size_t kReachFrames = 21;

/// Where all frames around are within the window.
AIRMARK_VECTOR_CLONES
void subtract_mean_inside(const double* sums_until, float share, std::size_t first, std::size_t end,
                          const float* values, float* rest) noexcept {
  constexpr double kWeight = 1.0 / static_cast<double>(2 * kReachFrames + 1);
  for (std::size_t t = first; t < end; ++t) {
    const double mean = (sums_until[t + kReachFrames + 1] - sums_until[t - kReachFrames]) * kWeight;
    const float value = values[t] - share * static_cast<float>(mean);
    rest[t] = value > 0.0f ? value : 0.0f;
  }
}

/// Subtracts a share of the mean over the frames around, and raises to 0 what falls below.
void subtract_mean_around(std::span<const double> sums_until, float share,
                          std::span<const float> values, std::span<float> rest) {
  const std::size_t count = values.size();
  const std::size_t inside = std::min(kReachFrames, count);
  const std::size_t outside = std::max(inside, count - inside);
  subtract_mean_inside(sums_until.data(), share, inside, outside, values.data(), rest.data());
  for (std::size_t t = 0; t < count; t = t + 1 == inside ? outside : t + 1) {
    const std::size_t first = t - std::min(t, kReachFrames);
    const std::size_t end = std::min(t + kReachFrames + 1, count);
    const double mean = (sums_until[end] - sums_until[first]) / static_cast<double>(end - first);
    rest[t] = std::max(0.0f, values[t] - share * static_cast<float>(mean));
  }
}

AIRMARK_VECTOR_CLONES
void keep_rises(const float* decibels, std::size_t count, float* rises) noexcept {
  rises[0] = 0.0f;
  for (std::size_t t = 1; t < count; ++t) {
    const float rise = decibels[t] - decibels[t - 1];
    rises[t] = rise > 0.0f ? rise : 0.0f;
  }
}

}  // namespace

void OnsetBands::measure(const LaneMatrix& mel_decibels) {
  assert(mel_decibels.row_count() == kMelBandCount);
  const std::size_t frame_count = mel_decibels.column_count();
  rises_.assign(frame_count, 0.0f);
  mel_rises_.resize(frame_count);
  sums_until_.resize(frame_count + 1);
  for (std::size_t b = 0; b < kOnsetBandCount; ++b) {
    std::vector<float>& band = bands_[b];
    band.assign(frame_count, 0.0f);
    for (std::size_t row = kEdges[b]; row < kEdges[b + 1]; ++row)
      add_mel_band(mel_decibels.row(row), band);
    for (std::size_t t = 0; t < frame_count; ++t)
      rises_[t] += band[t] / static_cast<float>(kEdges.back());
    const auto mel_count = static_cast<float>(kEdges[b + 1] - kEdges[b]);
    for (float& value : band) value /= mel_count;
    sum_up(band);
    subtract_mean_around(sums_until_, 0.5f, band, band);
  }
}

void OnsetBands::add_mel_band(const float* decibels, std::span<float> sum) {
  keep_rises(decibels, sum.size(), mel_rises_.data());
  sum_up(mel_rises_);
  subtract_mean_around(sums_until_, 1.0f, mel_rises_, mel_rises_);
  for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += mel_rises_[t];
}

void OnsetBands::sum_up(std::span<const float> values) {
  double sum = 0.0;
  for (std::size_t t = 0; t < values.size(); ++t) {
    sums_until_[t] = sum;
    sum += static_cast<double>(values[t]);
  }
  sums_until_[values.size()] = sum;
}

}  // namespace airmark::analysis
