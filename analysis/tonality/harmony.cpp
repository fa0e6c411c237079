#include "analysis/tonality/harmony.h"

#include <algorithm>
#include <cassert>

#include "analysis/spectrum/lanes.h"
#include "analysis/tonality/key_model.h"

namespace airmark::analysis {
namespace {

constexpr double kLeastPitchedShare = 0.06;
constexpr double kLeastConcentration = 0.06;
constexpr int kFewestClasses = 3;
constexpr double kLeastClarity = 0.2;

double energy_of(std::span<const float> samples) {
  Lanes<double> sum;
  const std::size_t whole = samples.size() / kBlockFrames * kBlockFrames;
  for (std::size_t n = 0; n < whole; n += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto sample = static_cast<double>(samples[n + lane]);
      sum[lane] += sample * sample;
    }
  double total = 0.0;
  for (const double part : sum.values) total += part;
  for (std::size_t n = whole; n < samples.size(); ++n) {
    const auto sample = static_cast<double>(samples[n]);
    total += sample * sample;
  }
  return total;
}

}  // namespace

Harmony HarmonyMeter::measure(std::span<const float> samples, std::span<const float> harmonic) {
  assert(samples.size() == harmonic.size());
  peaks_.measure(harmonic);
  chroma_.measure(peaks_);
  evidence_ = key_evidence(chroma_);
  const double change_rate = change_.measure_rate(chroma_.frames(Register::Chord));
  const double power = energy_of(samples) / static_cast<double>(samples.size());
  if (power <= 0.0 || peaks_.power() < kLeastPitchedShare * power) return {};

  Harmony harmony;
  harmony.harmonic_change_rate = change_rate;
  if (peaks_.concentration() >= kLeastConcentration) harmony.tuning_cents = 100.0 * peaks_.tuning();
  if (evidence_.heard_class_count < kFewestClasses) return harmony;

  const KeyBeliefs beliefs(evidence_);
  const Key key = beliefs.likeliest();
  harmony.key_clarity = std::min(beliefs.of(key), 1.0);
  harmony.majorness = beliefs.majorness();
  if (*harmony.key_clarity >= kLeastClarity) harmony.key = key;
  return harmony;
}

}  // namespace airmark::analysis
