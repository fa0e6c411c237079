// CPU time of loudness, stereo image and timbre, for one window of 30 seconds.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "analysis/features/spectral_flatness.h"
#include "analysis/loudness/k_weighting.h"
#include "analysis/loudness/loudness_meter.h"
#include "analysis/loudness/true_peak.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/stereo/stereo_image.h"
#include "analysis/summary/window_frames.h"
#include "analysis/timbre/distortion.h"
#include "analysis/timbre/energy.h"
#include "analysis/timbre/timbre_meter.h"

namespace airmark::analysis {
namespace {

constexpr double kWindowS = 30.0;

/// Noise bursts twice a second over a chord, or nothing but noise.
std::vector<float> sound(double rate_hz, std::uint32_t seed, bool noise_only = false) {
  std::vector<float> samples(static_cast<std::size_t>(kWindowS * rate_hz));
  for (std::size_t n = 0; n < samples.size(); ++n) {
    const double t = static_cast<double>(n) / rate_hz;
    seed = 1664525u * seed + 1013904223u;
    const double noise = 0.3 * (static_cast<double>(seed >> 16) / 32768.0 - 1.0);
    double sample = noise_only ? noise : noise * std::exp(-std::fmod(t, 0.5) / 0.04);
    for (const double hz : {55.0, 261.6, 329.6, 392.0, 523.2, 1046.5})
      if (!noise_only) sample += 0.08 * std::sin(2.0 * std::numbers::pi * hz * t);
    samples[n] = static_cast<float>(sample);
  }
  return samples;
}

/// Channels of a source and its rate, as the benchmark's arguments.
class Source {
 public:
  explicit Source(const benchmark::State& state) : rate_hz(static_cast<double>(state.range(1))) {
    for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(state.range(0)); ++c)
      samples.push_back(sound(rate_hz, c));
    for (const std::vector<float>& channel : samples) channels.push_back(channel.data());
  }

  /// The window as SourceMeter gives it to its parts.
  template <typename Use>
  void for_each_piece(const Use& use) const {
    const auto rate = static_cast<std::size_t>(rate_hz);
    const std::size_t frame_count = samples[0].size();
    std::vector<const float*> begins(channels.size());
    for (std::size_t first = 0; first < frame_count; first += kPieceSeconds * rate) {
      const std::size_t past = std::min(first, LoudnessMeter::past_frames(rate));
      for (std::size_t c = 0; c < begins.size(); ++c) begins[c] = channels[c] + first - past;
      use(SourcePiece{begins, past, std::min(kPieceSeconds * rate, frame_count - first)});
    }
  }

  const double rate_hz;
  std::vector<std::vector<float>> samples;
  std::vector<const float*> channels;
};

void BM_Loudness(benchmark::State& state) {
  const Source source(state);
  LoudnessMeter meter(static_cast<std::size_t>(source.rate_hz));
  for (auto _ : state) {
    meter.begin();
    source.for_each_piece([&](const SourcePiece& piece) { meter.add(piece); });
    benchmark::DoNotOptimize(meter.measure({.channels = source.channels}));
  }
}

void BM_KWeighting(benchmark::State& state) {
  const Source source(state);
  std::vector<double> energies(static_cast<std::size_t>(kWindowS * kStepsPerSecond));
  const KWeighting weighting(static_cast<std::size_t>(source.rate_hz));
  for (auto _ : state) {
    std::size_t first = 0;
    source.for_each_piece([&](const SourcePiece& piece) {
      const std::size_t steps = std::min(kPieceSteps, energies.size() - first);
      for (std::size_t c = 0; c < piece.channels.size(); ++c)
        weighting.add_energies(piece.samples(c), piece.past_frames, 1.0,
                               std::span(energies).subspan(first, steps));
      first += steps;
    });
    benchmark::DoNotOptimize(energies.data());
  }
}

void BM_TruePeak(benchmark::State& state) {
  const Source source(state);
  TruePeak true_peak;
  for (auto _ : state)
    for (const std::vector<float>& channel : source.samples)
      benchmark::DoNotOptimize(true_peak.measure(channel));
}

/// Nothing can be passed over: each block may hold the highest point.
void BM_TruePeakOfNoise(benchmark::State& state) {
  const auto noise = sound(static_cast<double>(state.range(1)), 1, true);
  TruePeak true_peak;
  for (auto _ : state)
    for (std::int64_t c = 0; c < state.range(0); ++c)
      benchmark::DoNotOptimize(true_peak.measure(noise));
}

void BM_StereoImage(benchmark::State& state) {
  const Source source(state);
  for (auto _ : state) {
    StereoSums sums;
    source.for_each_piece([&](const SourcePiece& piece) { sums.add(piece); });
    benchmark::DoNotOptimize(stereo_image(sums));
  }
}

/// A window's frames, with the flatness of each.
struct Window {
  Window() {
    frames.measure(sound(kAnalysisRateHz, 1));
    flatness.resize(frames.magnitudes().frame_count());
    for (std::size_t b = 0; b < block_count_of(flatness.size()); ++b)
      blocks.emplace_back().load(frames.magnitudes(), b);
    energies.resize(flatness.size());
    for (std::size_t t = 0; t < energies.size(); ++t)
      energies[t] = energy_of(frames.magnitudes().frame(t));
  }

  WindowFrames frames;
  std::vector<MagnitudeBlock> blocks;
  std::vector<double> flatness;
  std::vector<double> energies;
};

const Window& window() {
  static const Window instance;
  return instance;
}

void BM_SpectralFlatness(benchmark::State& state) {
  for (auto _ : state)
    for (const MagnitudeBlock& block : window().blocks)
      benchmark::DoNotOptimize(spectral_flatness(block.powers()));
}

void BM_Distortion(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(distortion_of(window().frames.magnitudes(), window().energies));
}

void BM_PitchMotion(benchmark::State& state) {
  PartialTracks tracks;
  PitchMotion motion;
  for (auto _ : state) {
    tracks.start();
    motion.start();
    for (std::size_t t = 0; t < window().flatness.size(); ++t) {
      tracks.add(window().frames.magnitudes().frame(t));
      motion.add(tracks.partials());
    }
    benchmark::DoNotOptimize(motion.gliding_share());
  }
}

/// All of Timbre, spectral flatness of the frames apart.
void BM_Timbre(benchmark::State& state) {
  const WindowFrames& frames = window().frames;
  TimbreMeter meter;
  for (auto _ : state)
    benchmark::DoNotOptimize(meter.measure({.magnitudes = frames.magnitudes(),
                                            .rms = frames.rms(),
                                            .spectral_flatness = window().flatness,
                                            .harmonic = frames.harmonic(),
                                            .percussive_energy = frames.percussive().energy()}));
}

void mono_and_stereo(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"channels", "hz"})->Args({1, 22050})->Args({2, 44100})->Args({2, 48000});
}

BENCHMARK(BM_Loudness)->Unit(benchmark::kMillisecond)->Apply(mono_and_stereo);
BENCHMARK(BM_KWeighting)->Unit(benchmark::kMillisecond)->Apply(mono_and_stereo);
BENCHMARK(BM_TruePeak)->Unit(benchmark::kMillisecond)->Apply(mono_and_stereo);
BENCHMARK(BM_TruePeakOfNoise)->Unit(benchmark::kMillisecond)->Apply(mono_and_stereo);
BENCHMARK(BM_StereoImage)->Unit(benchmark::kMillisecond)->Args({2, 44100})->Args({2, 48000});
BENCHMARK(BM_SpectralFlatness)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Distortion)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_PitchMotion)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Timbre)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace airmark::analysis
