// A second opinion: libebur128 (Jan Kokemüller), which many programs measure loudness with.
#include <ebur128.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "tests/analysis/loudness/ebu_signals.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

using airmark::testing::Channels;
using airmark::testing::loudness_of;

struct Ebur128Deleter {
  void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

using Meter = std::unique_ptr<ebur128_state, Ebur128Deleter>;

Meter open_meter(std::size_t channel_count, unsigned rate_hz) {
  Meter meter(ebur128_init(static_cast<unsigned>(channel_count), rate_hz,
                           EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
  if (channel_count == 1) ebur128_set_channel(meter.get(), 0, EBUR128_DUAL_MONO);
  return meter;
}

double true_peak_dbtp(ebur128_state& meter) {
  double highest = 0.0;
  for (unsigned c = 0; c < meter.channels; ++c) {
    double peak = 0.0;
    ebur128_true_peak(&meter, c, &peak);
    highest = std::max(highest, peak);
  }
  return 20.0 * std::log10(highest);
}

/// EBU Tech 3342 from short-term readings ten times a second; the library's own range reads once.
double range_lu(std::vector<double> readings_lufs) {
  std::erase_if(readings_lufs, [](double reading) { return reading <= -70.0; });
  double power = 0.0;
  for (const double reading : readings_lufs) power += std::pow(10.0, reading / 10.0);
  const double gate = 10.0 * std::log10(power / static_cast<double>(readings_lufs.size())) - 20.0;
  std::erase_if(readings_lufs, [&](double reading) { return reading <= gate; });
  std::sort(readings_lufs.begin(), readings_lufs.end());
  const auto at = [&](double share) {
    return readings_lufs[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(readings_lufs.size() - 1)))];
  };
  return at(0.95) - at(0.10);
}

/// Everything that libebur128 measures, read every 10 ms.
Loudness by_libebur128(const Channels& channels, unsigned rate_hz) {
  const Meter meter = open_meter(channels.size(), rate_hz);
  Loudness loudness{.momentary_max_lufs = -1000.0, .short_term_max_lufs = -1000.0};
  std::vector<double> short_term_lufs;
  std::vector<float> frames;
  for (std::size_t n = 0, step = 1; n < channels.front().size(); ++n) {
    for (const std::vector<float>& channel : channels) frames.push_back(channel[n]);
    if ((n + 1) % (rate_hz / 100) != 0) continue;
    ebur128_add_frames_float(meter.get(), frames.data(), rate_hz / 100);
    frames.clear();
    double lufs = 0.0;
    ebur128_loudness_momentary(meter.get(), &lufs);
    loudness.momentary_max_lufs = std::max(loudness.momentary_max_lufs, lufs);
    ebur128_loudness_shortterm(meter.get(), &lufs);
    loudness.short_term_max_lufs = std::max(loudness.short_term_max_lufs, lufs);
    if (step >= 300 && step % 10 == 0) short_term_lufs.push_back(lufs);
    ++step;
  }
  ebur128_loudness_global(meter.get(), &loudness.integrated_lufs);
  loudness.range_lu = range_lu(std::move(short_term_lufs));
  loudness.true_peak_dbtp = true_peak_dbtp(*meter);
  return loudness;
}

std::vector<float> sum_of(std::vector<float> sum, const std::vector<float>& part) {
  sum.resize(part.size());
  for (std::size_t n = 0; n < part.size(); ++n) sum[n] += part[n];
  return sum;
}

/// Chords that swell and fade, with a silence among them; each channel another.
Channels swelling_chords(std::size_t channel_count, double duration_s, double rate_hz) {
  Channels channels;
  for (std::size_t c = 0; c < channel_count; ++c) {
    std::vector<float>& samples = channels.emplace_back();
    for (const double part : {0.011, 0.053, 0.17, 0.29})  // of the rate
      samples = sum_of(
          samples, airmark::testing::sine(part * rate_hz * (1.0 + 0.013 * static_cast<double>(c)),
                                          duration_s, rate_hz, 0.2));
    for (std::size_t n = 0; n < samples.size(); ++n) {
      const double t = static_cast<double>(n) / rate_hz;
      const double swell = 0.5 - 0.45 * std::cos(0.9 * t + static_cast<double>(c));
      samples[n] *= static_cast<float>(t > 4.0 && t < 4.5 ? 0.0 : swell);
    }
  }
  return channels;
}

class Libebur128 : public ::testing::TestWithParam<std::pair<std::size_t, unsigned>> {};

TEST_P(Libebur128, MeasuresTheSame) {
  const auto [channel_count, rate_hz] = GetParam();
  const Channels chords = swelling_chords(channel_count, 7.0, rate_hz);
  const Loudness ours = loudness_of(chords, rate_hz);
  const Loudness theirs = by_libebur128(chords, rate_hz);
  EXPECT_NEAR(ours.integrated_lufs, theirs.integrated_lufs, 1e-6);
  EXPECT_NEAR(ours.momentary_max_lufs, theirs.momentary_max_lufs, 1e-6);
  EXPECT_NEAR(ours.short_term_max_lufs, theirs.short_term_max_lufs, 1e-6);
  EXPECT_NEAR(ours.range_lu, theirs.range_lu, 1e-6);
  EXPECT_NEAR(ours.true_peak_dbtp, theirs.true_peak_dbtp, 0.1);  // another windowed sinc
}

INSTANTIATE_TEST_SUITE_P(ChannelsAndRates, Libebur128,
                         ::testing::Values(std::pair{1u, 48000u}, std::pair{2u, 44100u},
                                           std::pair{2u, 8000u}, std::pair{4u, 32000u},
                                           std::pair{5u, 16000u}, std::pair{7u, 8000u}));

}  // namespace
}  // namespace airmark::analysis
