#include "analysis/describe/cues.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace airmark::analysis {
namespace {

// A double in fixed notation has at most 309 digits before its point, a sign and three decimals.
constexpr std::size_t kLongestNumber = 320;

using Cue = double (*)(const Gtzan58Values&);

/// Standard deviation as a percentage of the mean.
double variation(const Gtzan58Values& values, Gtzan58 mean, Gtzan58 variance) {
  return 100.0 * std::sqrt(value_of(values, variance)) / value_of(values, mean);
}

double level(const Gtzan58Values& values) {
  return 20.0 * std::log10(value_of(values, Gtzan58::RmsMean));
}

/// MFCC 1 is the sum of 128 mel bands in dB over sqrt(128) (orthonormal DCT-II): dividing its
/// deviation by sqrt(128) gives that of the mean band.
double level_motion(const Gtzan58Values& values) {
  constexpr double kMelBands = 128.0;
  return std::sqrt(values[mfcc_mean_index(1) + 1] / kMelBands);
}

double timbre_motion(const Gtzan58Values& values) {
  constexpr std::size_t kFirst = 6;
  double sum = 0.0;
  for (std::size_t order = kFirst; order <= kMfccCount; ++order)
    sum += values[mfcc_mean_index(order) + 1];
  return std::sqrt(sum / static_cast<double>(kMfccCount - kFirst + 1));
}

double percussive_share(const Gtzan58Values& values) {
  const double percussive = value_of(values, Gtzan58::PerceptrVariance);
  return 100.0 * percussive / (percussive + value_of(values, Gtzan58::HarmonyVariance));
}

double level_variation(const Gtzan58Values& values) {
  return variation(values, Gtzan58::RmsMean, Gtzan58::RmsVariance);
}

double brightness_variation(const Gtzan58Values& values) {
  return variation(values, Gtzan58::CentroidMean, Gtzan58::CentroidVariance);
}

double crossing_variation(const Gtzan58Values& values) {
  return variation(values, Gtzan58::ZeroCrossingRateMean, Gtzan58::ZeroCrossingRateVariance);
}

double bandwidth_motion(const Gtzan58Values& values) {
  return std::sqrt(value_of(values, Gtzan58::BandwidthVariance));
}

struct NamedFormula {
  std::string_view name;
  Cue formula;
};

constexpr std::array<NamedFormula, 8> kFormulas{{
    {"level_dbfs", level},
    {"percussive_share", percussive_share},
    {"level_variation", level_variation},
    {"level_motion", level_motion},
    {"brightness_variation", brightness_variation},
    {"crossing_variation", crossing_variation},
    {"bandwidth_motion", bandwidth_motion},
    {"timbre_motion", timbre_motion},
}};

std::optional<Evidence> if_measured(std::string_view name, std::string_view unit, double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return Evidence{std::string(name), std::string(unit), value};
}

std::optional<Evidence> find_loudness(const WindowAnalysis& analysis, std::string_view name) {
  if (!analysis.loudness) return std::nullopt;
  if (name == "integrated_lufs")
    return if_measured(name, "LUFS", analysis.loudness->integrated_lufs);
  if (name == "range_lu") return if_measured(name, "LU", analysis.loudness->range_lu);
  if (name == "true_peak_dbtp") return if_measured(name, "dBTP", analysis.loudness->true_peak_dbtp);
  return std::nullopt;
}

int decimals_of(std::string_view unit) {
  if (unit == "Hz" || unit == "BPM" || unit == "%") return 0;
  return unit == "1" ? 2 : 1;
}

}  // namespace

const std::vector<DerivedCue>& derived_cues() {
  static const std::vector<DerivedCue> cues{
      {"level_dbfs", "dBFS", "20 log10 of the mean RMS", {"rms_mean"}},
      {"percussive_share",
       "%",
       "percussive variance / (percussive + harmonic variance)",
       {"perceptr_var", "harmony_var"}},
      {"level_variation", "%", "deviation of the RMS / its mean", {"rms_mean", "rms_var"}},
      {"level_motion", "dB", "deviation of the mean mel band", {"mfcc1_var"}},
      {"brightness_variation",
       "%",
       "deviation of the spectral centroid / its mean",
       {"spectral_centroid_mean", "spectral_centroid_var"}},
      {"crossing_variation",
       "%",
       "deviation of the zero crossing rate / its mean",
       {"zero_crossing_rate_mean", "zero_crossing_rate_var"}},
      {"bandwidth_motion", "Hz", "deviation of the bandwidth", {"spectral_bandwidth_var"}},
      {"timbre_motion",
       "dB",
       "root mean square deviation of MFCC 6 to 20",
       {"mfcc6_var", "mfcc7_var", "mfcc8_var", "mfcc9_var", "mfcc10_var", "mfcc11_var",
        "mfcc12_var", "mfcc13_var", "mfcc14_var", "mfcc15_var", "mfcc16_var", "mfcc17_var",
        "mfcc18_var", "mfcc19_var", "mfcc20_var"}},
  };
  return cues;
}

std::optional<Evidence> find_cue(const WindowAnalysis& analysis, std::string_view name) {
  const auto formula = std::ranges::find(kFormulas, name, &NamedFormula::name);
  if (formula != kFormulas.end()) {
    const auto cue = std::ranges::find(derived_cues(), name, &DerivedCue::name);
    return if_measured(name, cue->unit, formula->formula(analysis.gtzan58));
  }
  const auto index = gtzan58_index(name);
  if (!index) return find_loudness(analysis, name);
  const double value = analysis.gtzan58[*index];
  if (name == "tempo" && value <= 0.0) return std::nullopt;
  return if_measured(name, kGtzan58Table[*index].unit, value);
}

std::string number_text(const Evidence& evidence) {
  const int decimals = decimals_of(evidence.unit);
  const double step = std::pow(10.0, -decimals);
  // Rounds to nothing: without this, "-0.0" would be printed.
  const double value = std::abs(evidence.value) < step / 2.0 ? 0.0 : evidence.value;
  std::array<char, kLongestNumber> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals);
  std::string result(text.data(), end.ptr);
  if (evidence.unit != "1") result += " " + evidence.unit;
  return result;
}

}  // namespace airmark::analysis
