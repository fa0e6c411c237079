#include "analysis/timbre/timbre_meter.h"

#include <algorithm>
#include <cassert>

#include "analysis/spectrum/decibels.h"
#include "analysis/timbre/distortion.h"
#include "analysis/timbre/energy.h"

namespace airmark::analysis {
namespace {

/// The first bin beyond what a constant leaks into under a Hann window.
constexpr std::size_t kFirstBin = 2;
constexpr std::size_t kFirstBinAboveBass = static_cast<std::size_t>(150.0 / kBinHz) + 1;
constexpr double kSilence = static_cast<double>(kLowestPower) * (kBinCount - kFirstBin);
constexpr double kAudibleShare = 1e-6;  // of the loudest frame: 60 dB below it

double percussive_share(std::span<const float> harmonic, double percussive_energy) {
  const double both = energy_of(harmonic) + percussive_energy;
  return both > 0.0 ? percussive_energy / both : 0.0;
}

}  // namespace

Timbre TimbreMeter::measure(const TimbreInput& input) {
  assert(input.rms.size() == input.magnitudes.frame_count());
  assert(input.spectral_flatness.size() == input.magnitudes.frame_count());
  measure_energies(input.magnitudes);
  if (loudest_ <= kSilence) return {};
  follow_pitches(input.magnitudes);
  double flatness = 0.0;
  std::size_t audible_frames = 0;
  for (std::size_t t = 0; t < energies_.size(); ++t)
    if (energies_[t] > kAudibleShare * loudest_) {
      flatness += input.spectral_flatness[t];
      ++audible_frames;
    }
  return {.bass_weight = bass_energy_ / energy_,
          .percussiveness = percussive_share(input.harmonic, input.percussive_energy),
          .voice_likeness = pitch_motion_.gliding_share(),
          .vibrato = pitch_motion_.wavering_share(),
          .distortion = distortion_of(input.magnitudes, energies_),
          .spectral_flatness = flatness / static_cast<double>(audible_frames),
          .dynamic_range_db = dynamic_range_.measure_db(input.rms)};
}

void TimbreMeter::measure_energies(const FrameMagnitudes& magnitudes) {
  energies_.resize(magnitudes.frame_count());
  bass_energy_ = 0.0;
  energy_ = 0.0;
  for (std::size_t t = 0; t < energies_.size(); ++t) {
    const std::span<const float> bins = magnitudes.frame(t);
    const double bass = energy_of(bins.subspan(kFirstBin, kFirstBinAboveBass - kFirstBin));
    energies_[t] = bass + energy_of(bins.subspan(kFirstBinAboveBass));
    bass_energy_ += bass;
    energy_ += energies_[t];
  }
  loudest_ = *std::max_element(energies_.begin(), energies_.end());
}

void TimbreMeter::follow_pitches(const FrameMagnitudes& magnitudes) {
  partial_tracks_.start();
  pitch_motion_.start();
  for (std::size_t t = 0; t < energies_.size(); ++t) {
    if (energies_[t] <= kAudibleShare * loudest_) {
      partial_tracks_.start();
      continue;
    }
    partial_tracks_.add(magnitudes.frame(t));
    pitch_motion_.add(partial_tracks_.partials());
  }
}

}  // namespace airmark::analysis
