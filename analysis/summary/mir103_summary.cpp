#include "analysis/summary/mir103_summary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analysis/features/delta.h"
#include "analysis/features/envelope.h"
#include "analysis/features/waveform.h"
#include "analysis/summary/statistics.h"
#include "analysis/tonality/chroma.h"
#include "analysis/tonality/tonnetz.h"

namespace airmark::analysis {
namespace {

/// Lags at which a pulse is looked for: 320 to 40 BPM.
constexpr std::size_t kShortestPulseFrames = 9;
constexpr std::size_t kLongestPulseFrames = 64;

/// The table being filled in.
class Row {
 public:
  explicit Row(Mir103Values& values) : values_(values) {}

  double& at(Mir103 which, std::size_t further = 0) {
    return values_[static_cast<std::size_t>(which) + further];
  }

  /// The standard deviation's column follows the mean's.
  void put(Mir103 mean, const MeanAndVariance& of) {
    at(mean) = of.mean;
    at(mean, 1) = std::sqrt(of.variance);
  }
  void put(Mir103 mean, const Gtzan58Values& values, Gtzan58 from) {
    const auto index = static_cast<std::size_t>(from);
    put(mean, {values[index], values[index + 1]});
  }

 private:
  Mir103Values& values_;
};

void put_time(Row& row, std::span<const double> rms, const Gtzan58Values& gtzan58) {
  row.put(Mir103::ZeroCrossingRateMean, gtzan58, Gtzan58::ZeroCrossingRateMean);
  row.put(Mir103::RmsMean, gtzan58, Gtzan58::RmsMean);
  const Envelope envelope = envelope_of(rms);
  row.at(Mir103::EnergyEntropy) = envelope.entropy;
  row.at(Mir103::LowEnergyRate) = envelope.low_energy_rate;
  row.at(Mir103::TemporalCentroid) = envelope.centroid;
  row.at(Mir103::AttackDecayBalance) = envelope.attack_decay_balance;
}

void put_spectrum(Row& row, const WindowFrames& frames, const DetailFrames& detail,
                  const Gtzan58Values& gtzan58) {
  row.put(Mir103::CentroidMean, gtzan58, Gtzan58::CentroidMean);
  row.put(Mir103::BandwidthMean, gtzan58, Gtzan58::BandwidthMean);
  row.put(Mir103::RolloffMean, gtzan58, Gtzan58::RolloffMean);
  row.put(Mir103::FlatnessMean, mean_and_variance(frames.spectral_flatness()));
  row.put(Mir103::FluxMean, mean_and_variance(detail.flux()));
  row.at(Mir103::SkewnessMean) = mean_and_variance(detail.skewness()).mean;
  row.at(Mir103::KurtosisMean) = mean_and_variance(detail.kurtosis()).mean;
  row.at(Mir103::SpectralCrestMean) = mean_and_variance(detail.crest()).mean;
  for (std::size_t b = 0; b < kContrastBandCount; ++b)
    row.at(Mir103::Contrast1Mean, b) = mean_and_variance(detail.contrast().columns(b)).mean;
}

void put_harmony(Row& row, const WindowFrames& frames, const DetailFrames& detail) {
  for (std::size_t c = 0; c < kPitchClassCount; ++c) {
    const MeanAndVariance chroma = mean_and_variance(frames.chroma().columns(c));
    row.at(Mir103::ChromaCMean, c) = chroma.mean;
    row.at(Mir103::ChromaCStd, c) = std::sqrt(chroma.variance);
  }
  for (std::size_t d = 0; d < kTonnetzCount; ++d) {
    const MeanAndVariance tonnetz = mean_and_variance(detail.tonnetz().columns(d));
    row.at(Mir103::Tonnetz1Mean, d) = tonnetz.mean;
    row.at(Mir103::Tonnetz1Std, d) = std::sqrt(tonnetz.variance);
  }
  row.at(Mir103::Tuning) = frames.tuning();
}

/// The energy of the samples whose mean and variance stand from `mean` on.
double energy_of(const Gtzan58Values& gtzan58, Gtzan58 mean) {
  const auto index = static_cast<std::size_t>(mean);
  return gtzan58[index] * gtzan58[index] + gtzan58[index + 1];
}

double harmonic_ratio(const Gtzan58Values& gtzan58) {
  const double harmonic = energy_of(gtzan58, Gtzan58::HarmonyMean);
  const double both = harmonic + energy_of(gtzan58, Gtzan58::PerceptrMean);
  return both > 0.0 ? harmonic / both : 0.0;
}

void put_rhythm(Row& row, const WindowFrames& frames, const DetailFrames& detail) {
  row.put(Mir103::OnsetStrengthMean, mean_and_variance(detail.mean_onset_strength()));
  const auto lags = frames.mean_tempogram().subspan(kShortestPulseFrames,
                                                    kLongestPulseFrames - kShortestPulseFrames + 1);
  row.at(Mir103::TempogramPeak) = std::clamp(*std::max_element(lags.begin(), lags.end()), 0.0, 1.0);
}

void put_waveform(Row& row, std::span<const float> samples) {
  const Waveform waveform = waveform_of(samples);
  row.at(Mir103::CrestFactor) = waveform.crest_factor_db;
  row.at(Mir103::SampleMean) = waveform.mean;
  row.at(Mir103::SampleStd) = waveform.deviation;
  row.at(Mir103::SampleSkewness) = waveform.skewness;
  row.at(Mir103::SampleKurtosis) = waveform.excess_kurtosis;
  row.at(Mir103::SampleAbsoluteMean) = waveform.absolute_mean;
  row.at(Mir103::SamplePeak) = waveform.peak;
}

}  // namespace

Mir103Values Mir103Summary::summarise(std::span<const float> samples, const WindowFrames& frames,
                                      const DetailFrames& detail, const Gtzan58Values& gtzan58) {
  Mir103Values values{};
  Row row(values);
  put_time(row, frames.rms(), gtzan58);
  put_spectrum(row, frames, detail, gtzan58);
  slopes_.resize(frames.rms().size());
  for (std::size_t n = 0; n < kFewMfccCount; ++n) {
    row.at(Mir103::Mfcc1Mean, n) = gtzan58[mfcc_mean_index(n + 1)];
    slopes(frames.mfcc().columns(n), slopes_);
    const std::span<const double> measured(slopes_);
    row.at(Mir103::Mfcc1DeltaStd, n) = std::sqrt(mean_and_variance(measured).variance);
  }
  put_harmony(row, frames, detail);
  row.at(Mir103::HarmonicRatio) = harmonic_ratio(gtzan58);
  row.at(Mir103::Tempo) = value_of(gtzan58, Gtzan58::Tempo);
  put_rhythm(row, frames, detail);
  put_waveform(row, samples);
  return values;
}

}  // namespace airmark::analysis
