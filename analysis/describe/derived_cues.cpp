#include "analysis/describe/derived_cues.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace airmark::analysis {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Two beat rates are the same within 4 %, the usual tolerance for tempo (Gouyon et al. 2006).
constexpr double kSameTempo = 0.04;
// A second tempo is worth naming from this share of the first one's weight on.
constexpr double kNearlyAsLikely = 0.6;

double gtzan58(const WindowAnalysis& analysis, Gtzan58 which) {
  return value_of(analysis.gtzan58, which);
}

/// Standard deviation as a percentage of the mean.
double variation(const WindowAnalysis& analysis, Gtzan58 mean, Gtzan58 variance) {
  return 100.0 * std::sqrt(gtzan58(analysis, variance)) / gtzan58(analysis, mean);
}

double level(const WindowAnalysis& analysis) {
  return 20.0 * std::log10(gtzan58(analysis, Gtzan58::RmsMean));
}

/// MFCC 1 is the sum of 128 mel bands in dB over sqrt(128) (orthonormal DCT-II): dividing its
/// deviation by sqrt(128) gives that of the mean band.
double level_motion(const WindowAnalysis& analysis) {
  constexpr double kMelBands = 128.0;
  return std::sqrt(analysis.gtzan58[mfcc_mean_index(1) + 1] / kMelBands);
}

double timbre_motion(const WindowAnalysis& analysis) {
  constexpr std::size_t kFirst = 6;
  double sum = 0.0;
  for (std::size_t order = kFirst; order <= kMfccCount; ++order)
    sum += analysis.gtzan58[mfcc_mean_index(order) + 1];
  return std::sqrt(sum / static_cast<double>(kMfccCount - kFirst + 1));
}

double percussive_share(const WindowAnalysis& analysis) {
  const double percussive = gtzan58(analysis, Gtzan58::PerceptrVariance);
  return 100.0 * percussive / (percussive + gtzan58(analysis, Gtzan58::HarmonyVariance));
}

double level_variation(const WindowAnalysis& analysis) {
  return variation(analysis, Gtzan58::RmsMean, Gtzan58::RmsVariance);
}

double brightness_variation(const WindowAnalysis& analysis) {
  return variation(analysis, Gtzan58::CentroidMean, Gtzan58::CentroidVariance);
}

double crossing_variation(const WindowAnalysis& analysis) {
  return variation(analysis, Gtzan58::ZeroCrossingRateMean, Gtzan58::ZeroCrossingRateVariance);
}

double bandwidth_motion(const WindowAnalysis& analysis) {
  return std::sqrt(gtzan58(analysis, Gtzan58::BandwidthVariance));
}

bool is_same_tempo(double one, double other) { return std::abs(one / other - 1.0) <= kSameTempo; }

bool is_tempo(double bpm) {
  const FeatureSpec& row = kMusicalTable[static_cast<std::size_t>(Musical::TempoBpm)];
  return bpm >= row.lowest && bpm <= row.highest;
}

/// The tempo's own weight and the likeliest other candidate; a weight of 0 where there is none.
struct Rivals {
  double weight = 0.0;
  TempoCandidate other;
};

Rivals rivals(const WindowAnalysis& analysis) {
  const auto bpm = value_of(analysis.musical, Musical::TempoBpm);
  if (!bpm) return {};
  Rivals found;
  for (const TempoCandidate& candidate : analysis.tempo_candidates) {
    if (is_same_tempo(candidate.bpm, *bpm))
      found.weight = std::max(found.weight, candidate.weight);
    else if (is_tempo(candidate.bpm) && candidate.weight > found.other.weight)
      found.other = candidate;
  }
  const bool is_near = found.weight > 0.0 && found.other.weight >= kNearlyAsLikely * found.weight;
  return is_near ? found : Rivals{};
}

/// The other tempo where it is `ratio` times the first, within the tolerance.
double other_tempo(const WindowAnalysis& analysis, double ratio) {
  const double other = rivals(analysis).other.bpm;
  const double tempo = value_of(analysis.musical, Musical::TempoBpm).value_or(kNone);
  return other > 0.0 && is_same_tempo(other, ratio * tempo) ? other : kNone;
}

double double_time(const WindowAnalysis& analysis) { return other_tempo(analysis, 2.0); }
double half_time(const WindowAnalysis& analysis) { return other_tempo(analysis, 0.5); }

double rival_tempo(const WindowAnalysis& analysis) {
  const double other = rivals(analysis).other.bpm;
  const bool is_octave = std::isfinite(double_time(analysis)) || std::isfinite(half_time(analysis));
  return other > 0.0 && !is_octave ? other : kNone;
}

/// The confidence is that of the first tempo alone: with a second one named beside it, the chance
/// that either is right grows as their weights do.
double either_tempo_confidence(const WindowAnalysis& analysis) {
  const Rivals found = rivals(analysis);
  const double confidence = value_of(analysis.musical, Musical::TempoConfidence).value_or(kNone);
  if (found.weight <= 0.0) return kNone;
  return std::min(1.0, confidence * (1.0 + found.other.weight / found.weight));
}

std::vector<DerivedCue> make_cues() {
  return {
      {"level_dbfs", "dBFS", "20 log10 of the mean RMS", {"rms_mean"}, level},
      {"percussive_share",
       "%",
       "percussive variance / (percussive + harmonic variance)",
       {"perceptr_var", "harmony_var"},
       percussive_share},
      {"level_variation",
       "%",
       "deviation of the RMS / its mean",
       {"rms_mean", "rms_var"},
       level_variation},
      {"level_motion", "dB", "deviation of the mean mel band", {"mfcc1_var"}, level_motion},
      {"brightness_variation",
       "%",
       "deviation of the spectral centroid / its mean",
       {"spectral_centroid_mean", "spectral_centroid_var"},
       brightness_variation},
      {"crossing_variation",
       "%",
       "deviation of the zero crossing rate / its mean",
       {"zero_crossing_rate_mean", "zero_crossing_rate_var"},
       crossing_variation},
      {"bandwidth_motion",
       "Hz",
       "deviation of the bandwidth",
       {"spectral_bandwidth_var"},
       bandwidth_motion},
      {"timbre_motion",
       "dB",
       "root mean square deviation of MFCC 6 to 20",
       {"mfcc6_var", "mfcc7_var", "mfcc8_var", "mfcc9_var", "mfcc10_var", "mfcc11_var",
        "mfcc12_var", "mfcc13_var", "mfcc14_var", "mfcc15_var", "mfcc16_var", "mfcc17_var",
        "mfcc18_var", "mfcc19_var", "mfcc20_var"},
       timbre_motion},
      {"double_time_bpm",
       "BPM",
       "a second tempo nearly as likely, twice tempo_bpm",
       {"tempo_bpm"},
       double_time},
      {"half_time_bpm",
       "BPM",
       "a second tempo nearly as likely, half of tempo_bpm",
       {"tempo_bpm"},
       half_time},
      {"rival_tempo_bpm",
       "BPM",
       "a second tempo nearly as likely, neither double nor half",
       {"tempo_bpm"},
       rival_tempo},
      {"either_tempo_confidence",
       "1",
       "how likely tempo_bpm or the second tempo is right",
       {"tempo_confidence"},
       either_tempo_confidence},
  };
}

}  // namespace

const std::vector<DerivedCue>& derived_cues() {
  static const std::vector<DerivedCue> cues = make_cues();
  return cues;
}

}  // namespace airmark::analysis
