// CPU time of each stage of the analysis, for one 30-second window, and of the whole.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/features/bandwidth.h"
#include "analysis/features/centroid.h"
#include "analysis/features/harmonic_percussive.h"
#include "analysis/features/magnitude_sum.h"
#include "analysis/features/mfcc.h"
#include "analysis/features/rms.h"
#include "analysis/features/rolloff.h"
#include "analysis/features/zero_crossing_rate.h"
#include "analysis/kernels/instruction_set.h"
#include "analysis/rhythm/onset_strength.h"
#include "analysis/rhythm/tempo.h"
#include "analysis/spectrum/decibels.h"
#include "analysis/spectrum/inverse_stft.h"
#include "analysis/spectrum/mel_bands.h"
#include "analysis/spectrum/stft.h"
#include "analysis/summary/gtzan58_extractor.h"
#include "analysis/summary/statistics.h"
#include "analysis/tonality/chroma.h"
#include "analysis/tonality/tuning.h"
#include "bench/floors.h"

namespace airmark::analysis {
namespace {

/// The length of most GTZAN clips.
constexpr std::size_t kClipSamples = 661794;

/// Chords, a bass and noise bursts: peaks to find, and no silence.
std::vector<float> music(std::size_t sample_count) {
  std::uint32_t noise = 2024;
  std::vector<float> samples(sample_count);
  for (std::size_t n = 0; n < sample_count; ++n) {
    const double t = static_cast<double>(n) / kAnalysisRateHz;
    double sample = 0.0;
    for (const double hz : {55.0, 261.6, 329.6, 392.0, 523.2, 1046.5})
      sample += 0.08 * std::sin(2.0 * std::numbers::pi * hz * t);
    noise = 1664525u * noise + 1013904223u;
    sample += 0.3 * (static_cast<double>(noise >> 16) / 32768.0 - 1.0) *
              std::exp(-std::fmod(t, 0.5) / 0.04);
    samples[n] = static_cast<float>(sample);
  }
  return samples;
}

/// What the stages hand to each other, for one clip.
struct Clip {
  Clip() : samples(music(kClipSamples)), frame_count(frame_count_of(kClipSamples)) {
    magnitudes.reshape(frame_count);
    mel.reshape(kMelBandCount, frame_count);
    Stft stft;
    const MelBands mel_bands;
    for (std::size_t b = 0; b < block_count(); ++b) {
      stft.transform(samples, b * kBlockFrames, spectrum, block);
      magnitudes.store(std::as_const(block).bins(), b);
      std::array<Lanes<float>, kMelBandCount> bands;
      mel_bands.measure(std::as_const(block).powers(), bands);
      for (std::size_t band = 0; band < kMelBandCount; ++band) mel.blocks(band)[b] = bands[band];
    }
    magnitudes.mirror_start();
    magnitudes.mirror_end();
  }

  std::size_t block_count() const { return block_count_of(frame_count); }

  std::vector<float> samples;
  std::size_t frame_count;
  SpectrumBlock spectrum;  // of the last block
  FrameMagnitudes magnitudes;
  MagnitudeBlock block;  // of the last one
  LaneMatrix mel;
};

Clip& clip() {
  static Clip instance;
  return instance;
}

LaneMatrix mel_decibels() {
  LaneMatrix decibels = clip().mel;
  for (std::size_t band = 0; band < kMelBandCount; ++band)
    to_decibels({decibels.row(band), decibels.stride()});
  limit_dynamic_range(decibels);
  return decibels;
}

void BM_Stft(benchmark::State& state) {
  Clip& c = clip();
  Stft stft;
  for (auto _ : state)
    for (std::size_t b = 0; b < c.block_count(); ++b)
      stft.transform(c.samples, b * kBlockFrames, c.spectrum, c.block);
}

void BM_InverseStft(benchmark::State& state) {
  const Clip& c = clip();
  InverseStft inverse;
  std::vector<float> samples(kHopSize * (c.frame_count - 1));
  const std::vector<Lanes<float>> mask(kBinCount);
  for (auto _ : state) {
    inverse.start(c.frame_count, samples);
    for (std::size_t b = 0; b < c.block_count(); ++b)
      inverse.add(c.spectrum, std::span<const Lanes<float>, kBinCount>(mask));
    benchmark::DoNotOptimize(samples.data());
  }
}

void BM_TurnBlocks(benchmark::State& state) {
  MagnitudeBlock block;
  for (auto _ : state)
    for (std::size_t b = 0; b < clip().block_count(); ++b) block.load(clip().magnitudes, b);
}

void BM_Shape(benchmark::State& state) {
  for (auto _ : state)
    for (std::size_t b = 0; b < clip().block_count(); ++b) {
      const MagnitudeBlock& block = clip().block;
      const Lanes<double> sums = magnitude_sum(block.bins());
      const Lanes<double> centroid = spectral_centroid_hz(block.bins(), sums);
      benchmark::DoNotOptimize(spectral_bandwidth_hz(block.bins(), sums, centroid));
      benchmark::DoNotOptimize(spectral_rolloff_hz(block.bins()));
    }
}

void BM_MelBands(benchmark::State& state) {
  const MelBands mel_bands;
  std::array<Lanes<float>, kMelBandCount> bands;
  for (auto _ : state)
    for (std::size_t b = 0; b < clip().block_count(); ++b) {
      const MagnitudeBlock& block = clip().block;
      mel_bands.measure(block.powers(), bands);
      benchmark::DoNotOptimize(bands);
    }
}

void BM_Decibels(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(mel_decibels());
}

void BM_Mfcc(benchmark::State& state) {
  const LaneMatrix decibels = mel_decibels();
  LaneMatrix coefficients;
  coefficients.reshape(kMfccCount, decibels.column_count());
  const Mfcc mfcc;
  for (auto _ : state) mfcc.measure(decibels, coefficients);
}

void BM_HarmonicMask(benchmark::State& state) {
  const Clip& c = clip();
  HarmonicMask mask;
  for (auto _ : state)
    for (std::size_t b = 0; b < c.block_count(); ++b) {
      mask.add(c.block, b);
      mask.measure(c.magnitudes, b);
    }
}

void BM_OnsetStrength(benchmark::State& state) {
  const LaneMatrix decibels = mel_decibels();
  std::vector<float> onsets(decibels.column_count());
  OnsetStrength onset_strength;
  for (auto _ : state) onset_strength.measure(decibels, onsets);
}

void BM_Tempo(benchmark::State& state) {
  const LaneMatrix decibels = mel_decibels();
  std::vector<float> onsets(decibels.column_count());
  OnsetStrength().measure(decibels, onsets);
  Tempo tempo;
  for (auto _ : state) benchmark::DoNotOptimize(tempo.measure_bpm(onsets));
}

void BM_Tuning(benchmark::State& state) {
  PitchPeaks peaks;
  TuningEstimate tuning;
  for (auto _ : state) {
    peaks.start(clip().frame_count);
    for (std::size_t t = 0; t < clip().frame_count; ++t) peaks.add(clip().magnitudes.frame(t));
    benchmark::DoNotOptimize(tuning.measure(peaks.peaks()));
  }
}

void BM_Chroma(benchmark::State& state) {
  Chroma chroma;
  std::array<Lanes<float>, kPitchClassCount> classes;
  double tuning = 0.0;
  for (auto _ : state) {
    chroma.set_tuning(tuning = 0.1 - tuning);  // a new one each time, as in the worst case
    for (std::size_t b = 0; b < clip().block_count(); ++b) {
      const MagnitudeBlock& block = clip().block;
      chroma.measure(block.powers(), classes);
      benchmark::DoNotOptimize(classes);
    }
  }
}

void BM_RmsAndZeroCrossings(benchmark::State& state) {
  std::vector<double> values(clip().frame_count);
  FrameRms rms;
  ZeroCrossingRate crossing_rate;
  for (auto _ : state) {
    rms.measure(clip().samples, values);
    crossing_rate.measure(clip().samples, values);
  }
}

void BM_Statistics(benchmark::State& state) {
  const std::span<const float> samples = clip().samples;
  for (auto _ : state) {
    benchmark::DoNotOptimize(mean_and_variance(samples));
    benchmark::DoNotOptimize(mean_and_variance(samples));
  }
}

/// All 58 values of a window: a whole clip, or one of its ten pieces.
void measure_gtzan58(benchmark::State& state, std::size_t sample_count) {
  const auto samples = std::span(clip().samples).first(sample_count);
  Gtzan58Extractor extractor;
  extractor.extract(samples);
  for (auto _ : state) benchmark::DoNotOptimize(extractor.extract(samples));
}

void BM_Gtzan58(benchmark::State& state) { measure_gtzan58(state, kClipSamples); }
void BM_Gtzan58Piece(benchmark::State& state) { measure_gtzan58(state, 66149); }

struct Measurement {
  const char* name;
  void (*run)(benchmark::State&);
};

constexpr Measurement kMeasurements[] = {
    {"Floor/double_operations", bench::double_operations},
    {"Floor/float_operations", bench::float_operations},
    {"Floor/bytes_read", bench::bytes_read},
    {"BM_Stft", BM_Stft},
    {"BM_TurnBlocks", BM_TurnBlocks},
    {"BM_Shape", BM_Shape},
    {"BM_MelBands", BM_MelBands},
    {"BM_Decibels", BM_Decibels},
    {"BM_Mfcc", BM_Mfcc},
    {"BM_HarmonicMask", BM_HarmonicMask},
    {"BM_InverseStft", BM_InverseStft},
    {"BM_OnsetStrength", BM_OnsetStrength},
    {"BM_Tempo", BM_Tempo},
    {"BM_Tuning", BM_Tuning},
    {"BM_Chroma", BM_Chroma},
    {"BM_RmsAndZeroCrossings", BM_RmsAndZeroCrossings},
    {"BM_Statistics", BM_Statistics},
    {"BM_Gtzan58", BM_Gtzan58},
    {"BM_Gtzan58Piece", BM_Gtzan58Piece},
};

/// Each measurement once for each instruction set: "BM_Gtzan58/avx512".
void register_all() {
  for (const Measurement& measurement : kMeasurements)
    for (const std::string_view set : kernels::instruction_sets()) {
      const std::string name = std::string(measurement.name) + '/' + std::string(set);
      benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        kernels::use_instruction_set(set);
        measurement.run(state);
        kernels::use_best_instruction_set();
      })->Unit(benchmark::kMillisecond);
    }
}

}  // namespace
}  // namespace airmark::analysis

int main(int argc, char** argv) {
  airmark::analysis::register_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
