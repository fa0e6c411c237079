#include "analysis/summary/gtzan58_extractor.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/summary/statistics.h"
#include "analysis/summary/window_frames.h"

namespace airmark::analysis {
namespace {

/// The variance's column follows the mean's.
void put(Gtzan58Values& values, std::size_t mean_index, const MeanAndVariance& of) {
  values[mean_index] = of.mean;
  values[mean_index + 1] = of.variance;
}

void put(Gtzan58Values& values, Gtzan58 mean, const MeanAndVariance& of) {
  put(values, static_cast<std::size_t>(mean), of);
}

double audible_ratio_of(std::span<const double> rms) {
  const double gate = std::pow(10.0, kSilenceGateDbfs / 20.0);
  const auto audible = std::count_if(rms.begin(), rms.end(), [&](double v) { return v > gate; });
  return static_cast<double>(audible) / static_cast<double>(rms.size());
}

}  // namespace

class Gtzan58Extractor::Implementation {
 public:
  WindowFeatures extract(std::span<const float> samples) {
    frames_.measure(samples);
    WindowFeatures features;
    features.audible_ratio = audible_ratio_of(frames_.rms());
    Gtzan58Values& values = features.gtzan58;
    values[static_cast<std::size_t>(Gtzan58::Length)] = static_cast<double>(samples.size());
    put(values, Gtzan58::ChromaMean, mean_and_variance(frames_.chroma()));
    put(values, Gtzan58::RmsMean, mean_and_variance(frames_.rms()));
    put(values, Gtzan58::CentroidMean, mean_and_variance(frames_.centroid_hz()));
    put(values, Gtzan58::BandwidthMean, mean_and_variance(frames_.bandwidth_hz()));
    put(values, Gtzan58::RolloffMean, mean_and_variance(frames_.rolloff_hz()));
    put(values, Gtzan58::ZeroCrossingRateMean, mean_and_variance(frames_.zero_crossing_rate()));
    put(values, Gtzan58::HarmonyMean, mean_and_variance(frames_.harmonic()));
    put(values, Gtzan58::PerceptrMean, mean_and_variance(frames_.percussive()));
    values[static_cast<std::size_t>(Gtzan58::Tempo)] = frames_.tempo_bpm();
    for (std::size_t order = 1; order <= kMfccCount; ++order)
      put(values, mfcc_mean_index(order), mean_and_variance(frames_.mfcc().columns(order - 1)));
    return features;
  }

 private:
  WindowFrames frames_;
};

Gtzan58Extractor::Gtzan58Extractor() : implementation_(std::make_unique<Implementation>()) {}
Gtzan58Extractor::~Gtzan58Extractor() = default;

WindowFeatures Gtzan58Extractor::extract(std::span<const float> samples) {
  assert(samples.size() >= kFewestWindowSamples);
  return implementation_->extract(samples);
}

}  // namespace airmark::analysis
