#include "analysis/loudness/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace airmark::analysis {
namespace {

/// Lowest whole kilohertz at which the shelf of the K-weighting (1.68 kHz) lies below Nyquist.
constexpr double kLowestRateHz = 4000.0;

struct Ebur128Deleter {
  void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};
using Ebur128 = std::unique_ptr<ebur128_state, Ebur128Deleter>;

Ebur128 open_ebur128(std::size_t channel_count, double sample_rate_hz) {
  Ebur128 meter(ebur128_init(static_cast<unsigned>(channel_count),
                             static_cast<unsigned long>(std::lround(sample_rate_hz)),
                             EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK));
  if (meter && channel_count == 1) ebur128_set_channel(meter.get(), 0, EBUR128_DUAL_MONO);
  return meter;
}

/// The library wants frames with their channels side by side.
void feed(ebur128_state& meter, std::span<const float* const> channels, std::size_t frame_count) {
  std::array<float, 4096> interleaved;
  const std::size_t block_frames = interleaved.size() / channels.size();
  for (std::size_t begin = 0; begin < frame_count; begin += block_frames) {
    const std::size_t count = std::min(block_frames, frame_count - begin);
    float* sample = interleaved.data();
    for (std::size_t n = begin; n < begin + count; ++n)
      for (const float* channel : channels) *sample++ = channel[n];
    ebur128_add_frames_float(&meter, interleaved.data(), count);
  }
}

double highest_true_peak(ebur128_state& meter) {
  double highest = 0.0;
  for (unsigned c = 0; c < meter.channels; ++c) {
    double peak = 0.0;
    ebur128_true_peak(&meter, c, &peak);
    highest = std::max(highest, peak);
  }
  return highest;
}

}  // namespace

std::optional<Loudness> measure_loudness(std::span<const float* const> channels,
                                         std::size_t frame_count, double sample_rate_hz) {
  if (sample_rate_hz < kLowestRateHz) return std::nullopt;
  const Ebur128 meter = open_ebur128(channels.size(), sample_rate_hz);
  if (!meter) return std::nullopt;
  feed(*meter, channels, frame_count);
  Loudness loudness;
  loudness.integrated_lufs = -std::numeric_limits<double>::infinity();
  ebur128_loudness_global(meter.get(), &loudness.integrated_lufs);
  if (!std::isfinite(loudness.integrated_lufs)) return std::nullopt;
  ebur128_loudness_range(meter.get(), &loudness.range_lu);
  loudness.true_peak_dbtp = 20.0 * std::log10(highest_true_peak(*meter));
  return loudness;
}

}  // namespace airmark::analysis
