// One pass over a recording, in one thread and in one process with its peer: airmark's 58 values
// beside what aubio offers of the same kind. `bench/peers` runs it, the two taking turns.
#include <aubio/aubio.h>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "analysis/summary/gtzan58_extractor.h"
#include "analysis/vocabulary/window_analysis.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::bench {
namespace {

constexpr uint_t kFrame = 2048;
constexpr uint_t kHop = 512;
constexpr uint_t kMelFilters = 40;  // aubio's own choice for its MFCCs
constexpr uint_t kCoefficients = 20;

struct Recording {
  std::vector<float> samples;  ///< Mono, at rate_hz.
  uint_t rate_hz = 0;
};

Recording& recording() {
  static Recording instance;
  return instance;
}

/// Reads the mean of a file's channels; says why on standard error where it cannot.
bool read_recording(const std::filesystem::path& path) {
  auto source = tools::open_sound_file(path);
  if (!source) {
    std::fprintf(stderr, "%s\n", source.error().message.c_str());
    return false;
  }
  const auto channel_count = static_cast<std::size_t>(source.value()->channel_count());
  std::vector<std::vector<float>> block(channel_count, std::vector<float>(kHop));
  const std::vector<std::span<float>> channels(block.begin(), block.end());
  for (;;) {
    const auto read = source.value()->read(channels);
    if (!read || read.value() == 0) break;
    for (std::size_t n = 0; n < read.value(); ++n) {
      float sum = 0.0f;
      for (const std::vector<float>& channel : block) sum += channel[n];
      recording().samples.push_back(sum / static_cast<float>(channel_count));
    }
  }
  recording().rate_hz = static_cast<uint_t>(source.value()->sample_rate_hz());
  return recording().rate_hz == kAnalysisRateHz &&
         recording().samples.size() >= analysis::kFewestWindowSamples;
}

void BM_AirmarkGtzan58(benchmark::State& state) {
  analysis::Gtzan58Extractor extractor;
  for (auto _ : state) benchmark::DoNotOptimize(extractor.extract(recording().samples));
}

// aubio's objects, freed by its own functions.
template <typename T, void (*kFree)(T*)>
struct AubioDeleter {
  void operator()(T* object) const { kFree(object); }
};
template <typename T, void (*kFree)(T*)>
using Aubio = std::unique_ptr<T, AubioDeleter<T, kFree>>;
using Vector = Aubio<fvec_t, del_fvec>;
using Spectrum = Aubio<cvec_t, del_cvec>;
using Vocoder = Aubio<aubio_pvoc_t, del_aubio_pvoc>;
using Mfcc = Aubio<aubio_mfcc_t, del_aubio_mfcc>;
using Descriptor = Aubio<aubio_specdesc_t, del_aubio_specdesc>;
using Tempo = Aubio<aubio_tempo_t, del_aubio_tempo>;
using Onset = Aubio<aubio_onset_t, del_aubio_onset>;

/// Calls `on_hop` with each hop of the recording, the last one filled up with silence.
template <typename OnHop>
void for_each_hop(OnHop on_hop) {
  const Vector hop(new_fvec(kHop));
  const std::vector<float>& samples = recording().samples;
  for (std::size_t first = 0; first < samples.size(); first += kHop) {
    const std::size_t count = std::min<std::size_t>(kHop, samples.size() - first);
    fvec_zeros(hop.get());
    std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(first), count, hop->data);
    on_hop(hop.get());
  }
}

/// Spectrum, 20 MFCCs, centroid, spread, roll-off, flux, zero crossings and level of each frame.
void BM_AubioSpectral(benchmark::State& state) {
  const Vector coefficients(new_fvec(kCoefficients));
  const Vector value(new_fvec(1));
  const Spectrum spectrum(new_cvec(kFrame));
  for (auto _ : state) {
    const Vocoder vocoder(new_aubio_pvoc(kFrame, kHop));
    const Mfcc mfcc(new_aubio_mfcc(kFrame, kMelFilters, kCoefficients, recording().rate_hz));
    std::vector<Descriptor> descriptors;
    for (const char* name : {"centroid", "spread", "rolloff", "specflux"})
      descriptors.emplace_back(new_aubio_specdesc(name, kFrame));
    for_each_hop([&](fvec_t* hop) {
      aubio_pvoc_do(vocoder.get(), hop, spectrum.get());
      aubio_mfcc_do(mfcc.get(), spectrum.get(), coefficients.get());
      for (const Descriptor& descriptor : descriptors)
        aubio_specdesc_do(descriptor.get(), spectrum.get(), value.get());
      smpl_t crossings = aubio_zero_crossing_rate(hop);
      smpl_t level = aubio_level_lin(hop);
      benchmark::DoNotOptimize(crossings);
      benchmark::DoNotOptimize(level);
    });
  }
}

void BM_AubioTempo(benchmark::State& state) {
  const Vector beat(new_fvec(2));
  for (auto _ : state) {
    const Tempo tempo(new_aubio_tempo("default", kFrame, kHop, recording().rate_hz));
    for_each_hop([&](fvec_t* hop) { aubio_tempo_do(tempo.get(), hop, beat.get()); });
    smpl_t bpm = aubio_tempo_get_bpm(tempo.get());
    benchmark::DoNotOptimize(bpm);
  }
}

void BM_AubioOnset(benchmark::State& state) {
  const Vector found(new_fvec(1));
  for (auto _ : state) {
    const Onset onset(new_aubio_onset("default", kFrame, kHop, recording().rate_hz));
    for_each_hop([&](fvec_t* hop) { aubio_onset_do(onset.get(), hop, found.get()); });
    uint_t last = aubio_onset_get_last(onset.get());
    benchmark::DoNotOptimize(last);
  }
}

BENCHMARK(BM_AirmarkGtzan58)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_AubioSpectral)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_AubioTempo)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_AubioOnset)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace airmark::bench

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (argument_count != 2 || !airmark::bench::read_recording(arguments[1])) {
    std::fprintf(stderr, "usage: peer_passes_bench [OPTIONS] FILE, a recording at 22050 Hz\n");
    return 64;
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
