#include "analysis/summary/gtzan58_summary.h"

#include "analysis/summary/statistics.h"

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

}  // namespace

Gtzan58Values gtzan58_values(const WindowFrames& frames) {
  Gtzan58Values values{};
  values[static_cast<std::size_t>(Gtzan58::Length)] = static_cast<double>(frames.harmonic().size());
  put(values, Gtzan58::ChromaMean, mean_and_variance(frames.chroma()));
  put(values, Gtzan58::RmsMean, mean_and_variance(frames.rms()));
  put(values, Gtzan58::CentroidMean, mean_and_variance(frames.centroid_hz()));
  put(values, Gtzan58::BandwidthMean, mean_and_variance(frames.bandwidth_hz()));
  put(values, Gtzan58::RolloffMean, mean_and_variance(frames.rolloff_hz()));
  put(values, Gtzan58::ZeroCrossingRateMean, mean_and_variance(frames.zero_crossing_rate()));
  put(values, Gtzan58::HarmonyMean, mean_and_variance(frames.harmonic()));
  put(values, Gtzan58::PerceptrMean, frames.percussive().mean_and_variance());
  values[static_cast<std::size_t>(Gtzan58::Tempo)] = frames.tempo_bpm();
  for (std::size_t order = 1; order <= kMfccCount; ++order)
    put(values, mfcc_mean_index(order), mean_and_variance(frames.mfcc().columns(order - 1)));
  return values;
}

}  // namespace airmark::analysis
